#!/usr/bin/env bash
# 示例案件的全部命令 · all commands of the example. 用法 usage: bash steps.sh FOLDER
# 需要 lawrec 在 PATH 里 · lawrec must be on the PATH. 人名、地名、号码全部虚构 · everything is invented.
set -eu
HERE="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "${1:?bash steps.sh FOLDER}"
INTO="$(cd "$1" && pwd)"
export LAWREC_AS=诸某

# 从下一行起只有四种行：注释、名字=值、cd、lawrec。
# From the next line on there are four kinds of lines: comments, NAME=value, cd, lawrec.
# --- steps ---

## bureau 建案件库 · the bureau
CASE=虚自然资许立〔2026〕21号
lawrec init "$INTO/repository" --from "$HERE/inputs/profile.yaml"
cd "$INTO/repository"
lawrec demo --media "$INTO/media" --list "$HERE/inputs/media.csv"
lawrec store add dock --type unit_dedicated --name 用途管制科采集站 --url "$INTO/media/dock" --dock
lawrec officer add 诸某 --cert 虚构-0301 --cert-from 2024-04-01 --cert-to 2031-03-31 \
  --unit 用途管制科 --post 许可经办 --duty enforcement,reception --since 2024-04-08
lawrec officer add 宓某 --cert 虚构-0302 --cert-from 2023-06-01 --cert-to 2030-05-31 \
  --unit 用途管制科 --post 许可经办 --duty enforcement --since 2023-06-05
lawrec officer add 端木某 --cert 虚构-0303 --cert-from 2022-05-01 --cert-to 2030-04-30 \
  --unit 用途管制科 --post 科长 --duty enforcement,section_head --since 2022-05-09
lawrec officer add 訾某 --unit 局领导 --post 副局长（分管审批） --duty organ_head --since 2022-02-14
lawrec officer add 檀某 --unit 用途管制科 --post 档案员 --duty custodian --since 2023-02-06
lawrec officer add 仰某 --unit 法规科 --post 科长 --duty legal_review --since 2021-10-08
lawrec device add DSJ-21 --type body_camera --model EX-B1 --serial EXB000121 --unit 用途管制科 --clock local
lawrec device maintain DSJ-21 --what 擦拭镜头并校时 --by 宓某 --on 2026-05-06

## application 口头申请、补正、受理 · applied for by word of mouth, supplemented, accepted
lawrec new-case --from "$HERE/inputs/case.yaml" --number "$CASE"
lawrec add-record "$CASE" 申请登记表 --from "$HERE/inputs/register.yaml"
lawrec add-record "$CASE" 口头申请记录 --from "$HERE/inputs/oral.yaml" --set "persons=[荀某丙]"
lawrec add-record "$CASE" 申请材料接收凭证 --from "$HERE/inputs/receipt.yaml"
lawrec add-record "$CASE" 一次性补正告知书 --from "$HERE/inputs/supplement.yaml"
lawrec add-record "$CASE" 受理通知书 --from "$HERE/inputs/acceptance.yaml"
lawrec add-record "$CASE" 送达回证 --set "about=[R05]" --set "persons=[荀某丙]" --set method=direct \
  --set result=served --set made_by=宓某 --start "2026-05-13 15:10" --end "2026-05-13 15:20" \
  --place 虚拟县自然资源局服务窗口 --signed 诸某,宓某,荀某丙

## inspection 实地核查 · the site is looked at
lawrec log-act "$CASE" --from "$HERE/inputs/site-act.yaml"
lawrec add-record "$CASE" 现场检查笔录 --from "$HERE/inputs/site-record.yaml"
lawrec import-media "$CASE" "$INTO/media/dock/20260518" --officer 宓某 --at "2026-05-18 14:30"

## decision 决定、送达 · decided and served
lawrec add-record "$CASE" 行政许可决定书 --from "$HERE/inputs/decision.yaml"
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/decision-approval.yaml"
lawrec add-record "$CASE" 送达回证 --set "about=[R09]" --set "persons=[荀某丙]" --set method=direct \
  --set result=served --set made_by=宓某 --start "2026-05-26 10:00" --end "2026-05-26 10:10" \
  --place 虚拟县自然资源局服务窗口 --signed 诸某,宓某,荀某丙

## close 结案、看签名、声明、人工核验 · closed, signatures seen, declared, attested
lawrec add-record "$CASE" 结案审批表 --from "$HERE/inputs/closure.yaml"
lawrec add-record "$CASE" 涉密标识 --from "$HERE/inputs/secrecy.yaml"
lawrec declare "$CASE" major_decision=no hearing_right=no dispute_prone=no important=no state_secret=no \
  trade_secret=no privacy=yes --by 端木某 --at "2026-05-28 09:10" \
  --basis 个人临时堆放材料用地，不在重大执法决定目录内，不涉及他人重大利益；卷内有身份证件号码，见R13。
lawrec declare "$CASE" hearing_requested=no statement_made=no incidents=no overdue=no no_private_copies=yes \
  --by 诸某 --at "2026-05-28 09:15" \
  --basis 申请和核查中都没有异议、阻碍和突发事件，个人设备上没有留存录像。
lawrec seen "$CASE" R02-R12 --kept-at 用途管制科档案柜2026-21盒 --by 端木某 --at "2026-05-29 10:00"

## attest 查阅登记、人工核验 · access register, what no rule can judge
lawrec unit access --who 端木某 --case "$CASE" --items R01-R13 --purpose 结案审核 --authority 科长职责 \
  --at "2026-05-28 14:30"
lawrec attest "$CASE" "5.1a,12f,18g,20.1(7),27.2a,28.1x,28(5),29g" \
  --by 仰某 --at "2026-06-01 10:00" --basis 查阅全卷并询问承办人，没有发现问题

## archive 归档，再审一遍 · archived, and judged once more
lawrec archive "$CASE" --custodian 檀某 --retention 30年 --at "2026-06-04 10:00" \
  --kept-at 用途管制科档案柜2026-21盒 --seen-by 端木某
lawrec audit "$CASE"
lawrec verify "$CASE"
