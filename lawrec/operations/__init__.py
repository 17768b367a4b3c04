"""The use cases, one a module, without a console: the Python API of lawrec."""
