#!/usr/bin/env bash
# 示例案件的全部命令 · all commands of the example. 用法 usage: bash steps.sh FOLDER
# 需要 lawrec 在 PATH 里 · lawrec must be on the PATH. 人名、地名、号码全部虚构 · everything is invented.
set -eu
HERE="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "${1:?bash steps.sh FOLDER}"
INTO="$(cd "$1" && pwd)"
export LAWREC_AS=岳某

# 从下一行起只有四种行：注释、名字=值、cd、lawrec。
# From the next line on there are four kinds of lines: comments, NAME=value, cd, lawrec.
# --- steps ---

## bureau 建案件库 · the bureau
CASE=虚自然资检〔2026〕3号
lawrec init "$INTO/repository" --from "$HERE/inputs/profile.yaml"
cd "$INTO/repository"
lawrec demo --media "$INTO/media" --list "$HERE/inputs/media.csv"
lawrec store add dock --type unit_dedicated --name 执法大队采集站 --url "$INTO/media/dock" --dock
lawrec officer add 岳某 --cert 虚构-0201 --cert-from 2024-03-01 --cert-to 2031-02-28 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2024-03-11
lawrec officer add 计某 --cert 虚构-0202 --cert-from 2023-09-01 --cert-to 2030-08-31 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2023-09-04
lawrec officer add 佟某 --cert 虚构-0203 --cert-from 2024-03-01 --cert-to 2031-02-28 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2024-03-11
lawrec officer add 巫某 --cert 虚构-0204 --cert-from 2025-01-01 --cert-to 2031-12-31 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2025-01-06
lawrec officer add 阙某 --cert 虚构-0205 --cert-from 2022-07-01 --cert-to 2030-06-30 \
  --unit 执法大队 --post 大队长 --duty enforcement,section_head --since 2022-07-18
lawrec officer add 沃某 --unit 局领导 --post 副局长（分管执法） --duty organ_head --since 2022-02-14
lawrec officer add 逄某 --unit 法规科 --post 科长 --duty legal_review --since 2021-10-08
lawrec officer add 逯某 --unit 执法大队 --post 档案员 --duty custodian --since 2023-01-03
lawrec device add DSJ-01 --type body_camera --model EX-B1 --serial EXB000101 --unit 执法大队 --clock local
lawrec device add DSJ-02 --type body_camera --model EX-B1 --serial EXB000102 --unit 执法大队 --clock local
lawrec device maintain DSJ-01 --what 擦拭镜头并校时 --by 计某 --on 2026-08-31
lawrec device maintain DSJ-02 --what 擦拭镜头并校时 --by 巫某 --on 2026-08-31

## plan 检查任务书、对象名单 · the plan and the list of those inspected
lawrec new-case --from "$HERE/inputs/case.yaml" --number "$CASE"
lawrec add-record "$CASE" 检查任务书 --from "$HERE/inputs/plan.yaml"
lawrec person add "$CASE" --table "$HERE/inputs/persons.csv" --capacity party

## inspection 120次现场检查、120份笔录：各一张表 · 120 inspections and records, a table each
lawrec log-act "$CASE" 现场检查 --table "$HERE/inputs/acts.csv"
lawrec add-record "$CASE" 现场检查笔录 --table "$HERE/inputs/records.csv" --from "$HERE/inputs/record.yaml"

## footage 每天两组各交一次音像 · each day both teams hand their footage over
lawrec import-media "$CASE" "$INTO/media/dock/20260907T1" --officer 计某 --at "2026-09-07 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260907T2" --officer 巫某 --at "2026-09-07 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260908T1" --officer 计某 --at "2026-09-08 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260908T2" --officer 巫某 --at "2026-09-08 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260909T1" --officer 计某 --at "2026-09-09 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260909T2" --officer 巫某 --at "2026-09-09 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260910T1" --officer 计某 --at "2026-09-10 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260910T2" --officer 巫某 --at "2026-09-10 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260911T1" --officer 计某 --at "2026-09-11 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260911T2" --officer 巫某 --at "2026-09-11 17:30"

## close 结案、看签名、声明、人工核验 · closed, signatures seen, declared, attested
lawrec add-record "$CASE" 结案审批表 --from "$HERE/inputs/closure.yaml"
lawrec add-record "$CASE" 涉密标识 --from "$HERE/inputs/secrecy.yaml"
lawrec declare "$CASE" major_decision=no hearing_right=no dispute_prone=no important=no state_secret=no \
  trade_secret=no privacy=yes --by 阙某 --at "2026-09-16 16:00" \
  --basis 检查没有发现问题，没有作出任何处理决定；卷内有身份证件号码和住址，见R133。
lawrec declare "$CASE" hearing_requested=no statement_made=no incidents=no overdue=no no_private_copies=yes \
  demand_statement_made=no --by 岳某 --at "2026-09-16 16:10" \
  --basis 120处检查当事人都配合，没有异议、阻碍和突发事件；四个人的个人设备上都没有留存音像。
lawrec seen "$CASE" R01-R132 --kept-at 执法大队档案室2号柜2026-10盒 --by 阙某 --at "2026-09-18 15:30"
lawrec unit access --who 阙某 --case "$CASE" --items R01-R133 --purpose 结案审核 --authority 大队长职责 \
  --at "2026-09-17 09:30"
lawrec attest "$CASE" "5.1a,12f,18g,20.1(7),27.2a,28.1x,28(5),29g" \
  --by 逄某 --at "2026-09-21 10:00" --basis 抽查30份笔录和录像并询问承办人，没有发现问题

## archive 归档，再审一遍 · archived, and judged once more
lawrec archive "$CASE" --custodian 逯某 --retention 10年 --at "2026-09-25 10:00" \
  --kept-at 执法大队档案室2号柜2026-10盒 --seen-by 阙某
lawrec audit "$CASE"
lawrec verify "$CASE"
