#!/usr/bin/env bash
# 示例案件的全部命令 · all commands of the example. 用法 usage: bash steps.sh FOLDER
# 需要 lawrec 在 PATH 里 · lawrec must be on the PATH. 人名、地名、号码全部虚构 · everything is invented.
set -eu
HERE="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "${1:?bash steps.sh FOLDER}"
INTO="$(cd "$1" && pwd)"
export LAWREC_AS=昌某

# 从下一行起只有四种行：注释、名字=值、cd、lawrec。
# From the next line on there are four kinds of lines: comments, NAME=value, cd, lawrec.
# --- steps ---

## bureau 建案件库 · the bureau
CASE=虚自然资征立〔2026〕1号
lawrec init "$INTO/repository" --from "$HERE/inputs/profile.yaml"
cd "$INTO/repository"
lawrec demo --media "$INTO/media" --list "$HERE/inputs/media.csv"
lawrec store add dock --type unit_dedicated --name 征收科采集站 --url "$INTO/media/dock" --dock
lawrec officer add 昌某 --cert 虚构-0501 --cert-from 2024-03-01 --cert-to 2031-02-28 \
  --unit 征收科 --post 科员 --duty enforcement --since 2024-03-11
lawrec officer add 曾某 --cert 虚构-0502 --cert-from 2023-09-01 --cert-to 2030-08-31 \
  --unit 征收科 --post 科员 --duty enforcement --since 2023-09-04
lawrec officer add 沙某 --cert 虚构-0503 --cert-from 2024-03-01 --cert-to 2031-02-28 \
  --unit 征收科 --post 科员 --duty enforcement --since 2024-03-11
lawrec officer add 丰某 --cert 虚构-0504 --cert-from 2025-01-01 --cert-to 2031-12-31 \
  --unit 征收科 --post 科员 --duty enforcement --since 2025-01-06
lawrec officer add 巢某 --cert 虚构-0505 --cert-from 2022-07-01 --cert-to 2030-06-30 \
  --unit 征收科 --post 科长 --duty enforcement,section_head --since 2022-07-18
lawrec officer add 关某 --unit 局领导 --post 副局长（分管征收） --duty organ_head --since 2022-02-14
lawrec officer add 司某 --unit 局领导 --post 局长 --duty organ_head --since 2021-06-01
lawrec officer add 幸某 --unit 法规科 --post 科长 --duty legal_review --since 2021-10-08
lawrec officer add 郏某 --unit 征收科 --post 档案员 --duty custodian --since 2023-01-03
lawrec device add DSJ-11 --type body_camera --model EX-B1 --serial EXB000111 --unit 征收科 --clock local
lawrec device add DSJ-12 --type body_camera --model EX-B1 --serial EXB000112 --unit 征收科 --clock local
lawrec device add SCN-11 --type scanner --model EX-S5 --serial EXS000511 --unit 征收科 --clock local
lawrec device maintain DSJ-11 --what 擦拭镜头并校时 --by 曾某 --on 2026-03-02
lawrec device maintain DSJ-12 --what 擦拭镜头并校时 --by 丰某 --on 2026-03-02
lawrec device maintain SCN-11 --what 清洁玻璃板 --by 郏某 --on 2026-03-02

## initiation 启动、80户名册 · started, with the list of 80 households
lawrec new-case --from "$HERE/inputs/case.yaml" --number "$CASE"
lawrec add-record "$CASE" 立案审批表 --from "$HERE/inputs/initiation.yaml"
lawrec person add "$CASE" --table "$HERE/inputs/households.csv" --capacity party

## survey 逐户勘测：80次活动、80份笔录 · each house is surveyed
lawrec log-act "$CASE" 现场检查 --table "$HERE/inputs/surveys.csv"
lawrec add-record "$CASE" 现场检查笔录 --table "$HERE/inputs/survey-records.csv" --from "$HERE/inputs/survey-record.yaml"
lawrec import-media "$CASE" "$INTO/media/dock/20260309T1" --officer 曾某 --at "2026-03-09 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260309T2" --officer 丰某 --at "2026-03-09 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260310T1" --officer 曾某 --at "2026-03-10 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260310T2" --officer 丰某 --at "2026-03-10 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260311T1" --officer 曾某 --at "2026-03-11 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260311T2" --officer 丰某 --at "2026-03-11 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260312T1" --officer 曾某 --at "2026-03-12 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260312T2" --officer 丰某 --at "2026-03-12 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260313T1" --officer 曾某 --at "2026-03-13 17:30"
lawrec import-media "$CASE" "$INTO/media/dock/20260313T2" --officer 丰某 --at "2026-03-13 17:30"

## rights 告知权利，逐户送达 · rights told, and served on each
lawrec add-record "$CASE" 权利告知书 --from "$HERE/inputs/rights-notice.yaml"
lawrec add-record "$CASE" 送达回证 --table "$HERE/inputs/notice-receipts.csv" --from "$HERE/inputs/receipt.yaml"

## decision 80份决定、审核、讨论、批准、逐户送达 · 80 decisions, reviewed, approved, served
lawrec add-record "$CASE" 征收决定 --table "$HERE/inputs/decisions.csv" --from "$HERE/inputs/decision.yaml"
lawrec add-record "$CASE" 法制审核意见书 --from "$HERE/inputs/legal-review.yaml"
lawrec add-record "$CASE" 集体讨论记录 --from "$HERE/inputs/discussion.yaml" \
  --start "2026-04-16 14:30" --end "2026-04-16 15:20" --place 虚拟县自然资源局会议室
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/approval.yaml"
lawrec add-record "$CASE" 送达回证 --table "$HERE/inputs/decision-receipts.csv" --from "$HERE/inputs/receipt.yaml"

## performance 补偿、搬迁 · compensated, moved out
lawrec attach "$CASE" "$INTO/media/scans/payments.pdf" --title 补偿款付款清单 --pages 1 \
  --device SCN-11 --at "2026-05-06 16:20" --proves 2026年5月6日80户补偿款全部付清
lawrec add-record "$CASE" 履行情况记录 --table "$HERE/inputs/performance.csv" --from "$HERE/inputs/performance.yaml"

## close 结案、看签名、声明、人工核验 · closed, signatures seen, declared, attested
lawrec add-record "$CASE" 结案审批表 --from "$HERE/inputs/closure.yaml"
lawrec add-record "$CASE" 涉密标识 --from "$HERE/inputs/secrecy.yaml"
lawrec declare "$CASE" major_decision=yes hearing_right=no --by 巢某 --at "2026-04-10 09:00" \
  --basis 征收房屋，列入重大执法决定目录；征收补偿不在可以要求听证的处罚事项内，80户对方案没有意见。
lawrec declare "$CASE" dispute_prone=no important=no state_secret=no trade_secret=no privacy=yes \
  --by 巢某 --at "2026-05-25 16:00" --basis 80户都签收并按期搬迁；卷内有身份证件号码和住址，见R417。
lawrec declare "$CASE" hearing_requested=no statement_made=no incidents=no overdue=no \
  demand_statement_made=no no_private_copies=yes --by 昌某 --at "2026-05-25 16:10" \
  --basis 告知后没有陈述、申辩，勘测、送达和搬迁都没有异议、阻碍和突发事件，个人设备上没有留存音像。
lawrec seen "$CASE" R01-R416 --kept-at 征收科档案室1号柜2026-1盒至6盒 --by 巢某 --at "2026-05-26 16:00"
lawrec unit access --who 巢某 --case "$CASE" --items R01-R417 --purpose 结案审核 --authority 科长职责 \
  --at "2026-05-25 14:30"
lawrec attest "$CASE" "5.1a,12f,18g,20.1(7),27.2a,28.1x,28(5),29g" \
  --by 幸某 --at "2026-05-28 10:00" --basis 抽查20户全部材料和录像并询问承办人，没有发现问题

## archive 归档，再审一遍 · archived, and judged once more
lawrec archive "$CASE" --custodian 郏某 --retention 永久 --at "2026-06-05 10:00" \
  --kept-at 征收科档案室1号柜2026-1盒至6盒 --seen-by 巢某
lawrec audit "$CASE"
lawrec verify "$CASE"
