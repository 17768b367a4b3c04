#!/usr/bin/env bash
# 示例案件的全部命令 · all commands of the example. 用法 usage: bash steps.sh FOLDER
# 需要 lawrec 在 PATH 里 · lawrec must be on the PATH. 人名、地名、号码全部虚构 · everything is invented.
set -eu
HERE="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "${1:?bash steps.sh FOLDER}"
INTO="$(cd "$1" && pwd)"
export LAWREC_AS=单某

# 从下一行起只有四种行：注释、名字=值、cd、lawrec。
# From the next line on there are four kinds of lines: comments, NAME=value, cd, lawrec.
# --- steps ---

## bureau 建案件库 · the bureau
CASE=虚自然资立〔2025〕4号
lawrec init "$INTO/repository" --from "$HERE/inputs/profile.yaml"
cd "$INTO/repository"
lawrec demo --media "$INTO/media" --list "$HERE/inputs/media.csv"
lawrec store add dock --type unit_dedicated --name 执法大队采集站 --url "$INTO/media/dock" --dock
lawrec officer add 单某 --cert 虚构-0401 --cert-from 2024-03-01 --cert-to 2031-02-28 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2024-03-11
lawrec officer add 仇某 --cert 虚构-0402 --cert-from 2023-09-01 --cert-to 2030-08-31 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2023-09-04
lawrec officer add 蔚某 --cert 虚构-0403 --cert-from 2022-07-01 --cert-to 2030-06-30 \
  --unit 执法大队 --post 大队长 --duty enforcement,section_head --since 2022-07-18
lawrec officer add 越某 --unit 局领导 --post 副局长（分管执法） --duty organ_head --since 2022-02-14
lawrec officer add 隆某 --unit 法规科 --post 科长 --duty legal_review --since 2021-10-08
lawrec officer add 师某 --unit 执法大队 --post 档案员 --duty custodian --since 2023-01-03
lawrec device add DSJ-07 --type body_camera --model EX-B1 --serial EXB000107 --unit 执法大队 --clock local
lawrec device add REC-05 --type voice_recorder --model EX-V3 --serial EXV000305 --unit 执法大队 --clock local
lawrec device add SCN-02 --type scanner --model EX-S5 --serial EXS000502 --unit 执法大队 --clock local
lawrec device maintain DSJ-07 --what 擦拭镜头并校时 --by 仇某 --on 2025-02-26
lawrec device maintain REC-05 --what 校时 --by 仇某 --on 2025-02-26
lawrec device maintain SCN-02 --what 清洁玻璃板 --by 师某 --on 2025-02-26

## sealing 立案、检查、查封 · opened, inspected, sealed
lawrec new-case --from "$HERE/inputs/case.yaml" --number "$CASE"
lawrec add-record "$CASE" 立案审批表 --from "$HERE/inputs/initiation.yaml"
lawrec log-act "$CASE" --from "$HERE/inputs/inspection-act.yaml"
lawrec add-record "$CASE" 权利告知书 --from "$HERE/inputs/rights-notice.yaml"
lawrec add-record "$CASE" 现场检查笔录 --from "$HERE/inputs/inspection-record.yaml"
lawrec log-act "$CASE" --from "$HERE/inputs/sealing-act.yaml"
lawrec add-record "$CASE" "查封（扣押）决定书" --from "$HERE/inputs/sealing-decision.yaml"
lawrec add-record "$CASE" 强制措施审批表 --from "$HERE/inputs/sealing-approval.yaml"
lawrec add-record "$CASE" 送达回证 --act A02 --set "about=[R04]" --set "persons=[慎某乙]" --set method=direct \
  --set result=served --set made_by=仇某 --at "2025-03-04 14:15" --signed 单某,仇某,慎某乙
lawrec add-record "$CASE" "查封（扣押）清单" --from "$HERE/inputs/sealing-list.yaml"
lawrec add-record "$CASE" 强制措施现场笔录 --from "$HERE/inputs/sealing-record.yaml"
lawrec import-media "$CASE" "$INTO/media/dock/20250304" --officer 仇某 --at "2025-03-04 16:30"

## investigation 询问、解除查封 · questioned, the seal lifted
lawrec log-act "$CASE" --from "$HERE/inputs/inquiry-act.yaml"
lawrec add-record "$CASE" 询问笔录 --from "$HERE/inputs/inquiry-transcript.yaml"
lawrec import-media "$CASE" "$INTO/media/dock/20250305" --officer 仇某 --at "2025-03-05 10:30"
lawrec add-record "$CASE" 解除强制措施决定书 --from "$HERE/inputs/lift-decision.yaml"
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/lift-approval.yaml"
lawrec add-record "$CASE" 送达回证 --set "about=[R12]" --set "persons=[慎某乙]" --set method=direct \
  --set result=served --set made_by=仇某 --start "2025-03-20 15:00" --end "2025-03-20 15:20" \
  --place 虚拟县例子镇假想村北侧耕地 --signed 单某,仇某,慎某乙
lawrec add-record "$CASE" 调查终结报告 --from "$HERE/inputs/investigation-report.yaml"

## penalty 告知、决定、送达 · told, decided, served
lawrec add-record "$CASE" 行政处罚告知书 --from "$HERE/inputs/prior-notice.yaml"
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/prior-approval.yaml"
lawrec add-record "$CASE" 送达回证 --set "about=[R16]" --set "persons=[慎某乙]" --set method=direct \
  --set result=served --set made_by=仇某 --start "2025-04-02 15:00" --end "2025-04-02 15:15" \
  --place 虚拟县例子镇假想村2组9号 --signed 单某,仇某,慎某乙
lawrec add-record "$CASE" 行政处罚决定书 --from "$HERE/inputs/decision.yaml"
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/decision-approval.yaml"
lawrec add-record "$CASE" 送达回证 --set "about=[R19]" --set "persons=[慎某乙]" --set method=direct \
  --set result=served --set made_by=仇某 --start "2025-04-15 09:30" --end "2025-04-15 09:45" \
  --place 虚拟县例子镇假想村2组9号 --signed 单某,仇某,慎某乙
lawrec attach "$CASE" "$INTO/media/scans/payment.pdf" --title 罚款缴款凭证 --pages 1 \
  --device SCN-02 --at "2025-04-28 11:20" --proves 2025年4月28日缴清罚款3000元
lawrec add-record "$CASE" 改正核查记录 --from "$HERE/inputs/check.yaml" \
  --start "2025-05-16 09:10" --end "2025-05-16 09:35" --place 虚拟县例子镇假想村北侧耕地
lawrec add-record "$CASE" 履行情况记录 --from "$HERE/inputs/performance.yaml"

## court 催告、申请法院强制执行 · demanded, then enforced by the court
lawrec add-record "$CASE" 催告书 --from "$HERE/inputs/demand.yaml"
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/demand-approval.yaml"
lawrec add-record "$CASE" 送达回证 --set "about=[R24]" --set "persons=[慎某乙]" --set method=direct \
  --set result=served --set made_by=仇某 --start "2025-10-23 09:30" --end "2025-10-23 09:50" \
  --place 虚拟县例子镇假想村2组9号 --signed 单某,仇某,慎某乙
lawrec add-record "$CASE" 强制执行申请书 --from "$HERE/inputs/application.yaml" \
  --start "2025-11-13 09:20" --end "2025-11-13 09:50" --place 虚拟县人民法院立案窗口
lawrec add-record "$CASE" 内部审批表 --from "$HERE/inputs/application-approval.yaml"
lawrec add-record "$CASE" 法院文书 --from "$HERE/inputs/court-ruling.yaml"
lawrec add-record "$CASE" 强制执行结果记录 --from "$HERE/inputs/result.yaml"
lawrec add-record "$CASE" 申请执行过程记录 --from "$HERE/inputs/court-log.yaml"

## close 结案、看签名、声明、人工核验 · closed, signatures seen, declared, attested
lawrec add-record "$CASE" 结案审批表 --from "$HERE/inputs/closure.yaml"
lawrec add-record "$CASE" 涉密标识 --from "$HERE/inputs/secrecy.yaml"
lawrec declare "$CASE" major_decision=no hearing_right=no --by 蔚某 --at "2025-03-31 17:00" \
  --basis 查封机器一台并拟罚款3000元，不在重大执法决定目录内，也不到可以要求听证的数额。
lawrec declare "$CASE" dispute_prone=no important=no state_secret=no trade_secret=no privacy=yes \
  --by 蔚某 --at "2026-03-19 16:00" \
  --basis 普通程序，当事人认可事实；卷内有身份证件号码和住址，见R33。
lawrec declare "$CASE" statement_made=no hearing_requested=no --by 单某 --at "2025-04-11 08:50" \
  --basis 告知期内没有收到陈述、申辩，也没有听证申请。
lawrec declare "$CASE" overdue=yes incidents=no demand_statement_made=no no_private_copies=yes \
  --by 单某 --at "2026-03-19 16:10" \
  --basis 第一项期满没有履行；全程没有异议、阻碍和突发事件，催告后没有陈述申辩，个人设备上没有留存音像。
lawrec seen "$CASE" R01-R32 --kept-at 执法大队档案室1号柜2025-4盒 --by 蔚某 --at "2026-03-20 15:30"
lawrec unit access --who 蔚某 --case "$CASE" --items R01-R33 --purpose 结案审核 --authority 大队长职责 \
  --at "2026-03-19 14:00"
lawrec attest "$CASE" "5.1a,12f,18g,20.1(7),27.2a,28.1x,28(5),29g" \
  --by 隆某 --at "2026-03-23 10:00" --basis 查阅全卷并询问承办人，没有发现问题

## archive 归档，再审一遍 · archived, and judged once more
lawrec archive "$CASE" --custodian 师某 --retention 30年 --at "2026-03-27 10:00" \
  --kept-at 执法大队档案室1号柜2025-4盒 --seen-by 蔚某
lawrec audit "$CASE"
lawrec verify "$CASE"
