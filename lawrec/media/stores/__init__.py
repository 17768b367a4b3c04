"""Places for the content of footage: folders, and servers that speak S3, SFTP or WebDAV."""
