#!/usr/bin/env bash
# 示例案件的全部命令 · all commands of the example. 用法 usage: bash steps.sh FOLDER
# 需要 lawrec 在 PATH 里 · lawrec must be on the PATH. 人名、地名、号码全部虚构 · everything is invented.
set -eu
HERE="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "${1:?bash steps.sh FOLDER}"
INTO="$(cd "$1" && pwd)"
export LAWREC_AS=苗某

# `lawrec demo` 从下一行开始读，只认四种行：注释、名字=值、cd、lawrec；"|| test $? = 1" 表示预计返回 1。
# `lawrec demo` reads from the next line on and knows four kinds: comments, NAME=value, cd, lawrec.
# --- steps ---

## bureau 建案件库 · the bureau
FIRST=示自然资立〔2026〕5号
SECOND=示自然资立〔2026〕6号
THIRD=示自然资立〔2026〕7号
lawrec init "$INTO/repository" --from "$HERE/inputs/bureau/profile.yaml"
cd "$INTO/repository"
lawrec demo --media "$INTO/media"
lawrec store add dock --type unit_dedicated --name 执法大队采集站 --url "$INTO/media/dock" --dock
lawrec officer add 苗某 --cert 虚构-1101 --cert-from 2024-03-01 --cert-to 2031-02-28 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2024-03-04
lawrec officer add 柏某 --cert 虚构-1102 --cert-from 2023-09-01 --cert-to 2030-08-31 \
  --unit 执法大队 --post 执法员 --duty enforcement --since 2023-09-04
lawrec officer add 舒某 --cert 虚构-1103 --cert-from 2022-07-01 --cert-to 2030-06-30 \
  --unit 执法大队 --post 大队长 --duty enforcement,section_head --since 2022-07-18
lawrec officer add 樊某 --unit 法规科 --post 科长 --duty legal_review --since 2021-10-08
lawrec officer add 骆某 --unit 局领导 --post 副局长（分管执法） --duty organ_head --since 2022-02-14
lawrec officer add 简某 --unit 局领导 --post 局长 --duty organ_head --since 2021-06-01
lawrec officer add 裴某 --unit 执法大队 --post 档案员 --duty custodian --since 2023-01-03
lawrec device add DSJ-01 --type body_camera --model EX-B1 --serial EXB000101 --unit 执法大队 --clock local
lawrec device add CAM-01 --type camera --model EX-C2 --serial EXC000201 --unit 执法大队 --clock local
lawrec device add REC-01 --type voice_recorder --model EX-V3 --serial EXV000301 --unit 执法大队 --clock local
lawrec device add PHONE-01 --type phone --model EX-P4 --serial EXP000401 --unit 执法大队 --clock utc
lawrec device add SCN-01 --type scanner --model EX-S5 --serial EXS000501 --unit 执法大队 --clock local
lawrec device maintain DSJ-01 --what 擦拭镜头、充放电一次并校时 --by 柏某 --on 2026-06-30
lawrec device maintain CAM-01 --what 擦拭镜头并校时 --by 柏某 --on 2026-06-30
lawrec device maintain REC-01 --what 更换电池并校时 --by 柏某 --on 2026-06-30
lawrec device maintain PHONE-01 --what 清理空间并更新系统 --by 柏某 --on 2026-06-30

## land 第一个案件：立案、调查 · the first case: opened and investigated
lawrec new-case --from "$HERE/inputs/land/case.yaml" --number "$FIRST"
lawrec add-record "$FIRST" 立案审批表 --from "$HERE/inputs/land/initiation.yaml"
lawrec log-act "$FIRST" --from "$HERE/inputs/land/inspection-act.yaml"
lawrec add-record "$FIRST" 权利告知书 --from "$HERE/inputs/land/rights-notice.yaml"
lawrec add-record "$FIRST" 现场检查笔录 --from "$HERE/inputs/land/inspection-record.yaml"
lawrec log-act "$FIRST" --from "$HERE/inputs/land/inquiry-act.yaml"
lawrec import-media "$FIRST" "$INTO/media/dock/20260708" --officer 柏某 --at "2026-07-08 11:50"
lawrec add-record "$FIRST" 询问笔录 --from "$HERE/inputs/land/inquiry-transcript.yaml"
lawrec import-media "$FIRST" "$INTO/media/dock/20260709" --officer 柏某 --at "2026-07-09 10:40"
lawrec add-record "$FIRST" 责令停止违法行为通知书 --from "$HERE/inputs/land/stop-order.yaml"
lawrec add-record "$FIRST" 内部审批表 --from "$HERE/inputs/land/stop-order-approval.yaml" --set "about=[R07]"
lawrec add-record "$FIRST" 送达回证 --set "about=[R07]" --set "persons=[梅某甲]" --set method=direct \
  --set result=served --set made_by=柏某 --start "2026-07-09 09:45" --end "2026-07-09 09:55" \
  --place 示例县自然资源局询问室 --signed 苗某,柏某,梅某甲
lawrec import-media "$FIRST" "$INTO/media/dock/20260710" --officer 柏某 --at "2026-07-10 16:40"
lawrec add-record "$FIRST" 调取证据通知书 --from "$HERE/inputs/land/evidence-request.yaml" \
  --start "2026-07-13 09:00" --end "2026-07-13 09:30" --place 示例县国土调查中心资料室
lawrec add-record "$FIRST" 证据登记保存清单 --from "$HERE/inputs/land/evidence-list.yaml" --act A04
lawrec add-record "$FIRST" 调查终结报告 --from "$HERE/inputs/land/investigation-report.yaml"

## decision 审查、决定、送达、履行 · reviewed, decided, served, performed
lawrec add-record "$FIRST" 法制审核意见书 --from "$HERE/inputs/land/legal-review.yaml"
lawrec add-record "$FIRST" 集体讨论记录 --from "$HERE/inputs/land/discussion.yaml" \
  --start "2026-07-22 14:30" --end "2026-07-22 15:20" --place 示例县自然资源局会议室
lawrec add-record "$FIRST" 行政处罚告知书 --from "$HERE/inputs/land/prior-notice.yaml"
lawrec add-record "$FIRST" 听证告知书 --from "$HERE/inputs/land/hearing-notice.yaml"
lawrec add-record "$FIRST" 内部审批表 --from "$HERE/inputs/land/notices-approval.yaml" --set "about=[R16,R17]"
lawrec add-record "$FIRST" 送达回证 --set "about=[R16,R17]" --set "persons=[梅某甲]" --set method=direct \
  --set result=served --set made_by=柏某 --start "2026-07-24 09:30" --end "2026-07-24 09:45" \
  --place 示例县虚拟镇样本村2组11号 --signed 苗某,柏某,梅某甲
lawrec add-record "$FIRST" 行政处罚决定书 --from "$HERE/inputs/land/decision.yaml"
lawrec add-record "$FIRST" 内部审批表 --from "$HERE/inputs/land/decision-approval.yaml" --set "about=[R20]"
lawrec add-record "$FIRST" 送达回证 --set "about=[R20]" --set "persons=[梅某甲]" --set method=direct \
  --set result=served --set made_by=柏某 --start "2026-08-04 09:30" --end "2026-08-04 09:45" \
  --place 示例县虚拟镇样本村2组11号 --signed 苗某,柏某,梅某甲
lawrec add-record "$FIRST" 改正核查记录 --from "$HERE/inputs/land/check.yaml" \
  --start "2026-08-18 09:20" --end "2026-08-18 09:55" --place 示例县虚拟镇样本村北侧旱地
lawrec add-record "$FIRST" 涉密标识 --from "$HERE/inputs/land/secrecy.yaml"
lawrec declare "$FIRST" major_decision=yes hearing_right=yes --by 舒某 --at "2026-07-17 17:00" \
  --basis 拟限期拆除新建钢构棚并罚款15000元，列入重大执法决定目录，当事人可以要求听证。
lawrec declare "$FIRST" hearing_requested=no statement_made=no incidents=no overdue=no \
  no_private_copies=yes --by 苗某 --at "2026-08-20 09:00" \
  --basis 告知期内没有收到申请和申辩；全程没有异议和阻碍；处罚按期履行；没有私自留存的音像。
lawrec declare "$FIRST" important=no dispute_prone=no state_secret=no trade_secret=no privacy=yes \
  --by 舒某 --at "2026-08-20 15:00" --basis 普通程序，当事人认可事实；卷内有身份证件号码和住址，见R24。
lawrec seen "$FIRST" R01,R02,R03,R05,R07,R08,R09,R11,R12,R13,R14,R15,R16,R17,R18,R19,R20,R21,R22,R23 \
  --kept-at 执法大队档案室1号柜2026-5盒 --by 舒某 --at "2026-08-18 16:00"
lawrec unit access --who 樊某 --case "$FIRST" --items R01-R13 --purpose 法制审核 --authority 法规科职责 \
  --at "2026-07-20 09:00"

## audit 审查：正好发现两处问题 · the audit finds exactly the two defects
lawrec audit "$FIRST" || test $? = 1

## close 履行、结案、人工核验 · performed, closed, attested
lawrec attach "$FIRST" "$INTO/media/scans/payment-land.pdf" --title 罚款缴款凭证 --pages 1 \
  --device SCN-01 --at "2026-08-19 11:20" --proves 2026年8月19日缴清罚款15000元
lawrec add-record "$FIRST" 履行情况记录 --from "$HERE/inputs/land/performance.yaml"
lawrec add-record "$FIRST" 结案审批表 --from "$HERE/inputs/land/closure.yaml"
lawrec seen "$FIRST" R25,R26 --kept-at 执法大队档案室1号柜2026-5盒 --by 舒某 --at "2026-08-21 11:00"
lawrec attest "$FIRST" "5.1a,12f,18g,20.1(7),27.2a,28.1x,28(5),29g" \
  --by 樊某 --at "2026-08-21 15:30" --basis 查阅全卷并询问承办人，没有发现问题

## gate 归档被挡住 · the archive refuses
lawrec archive "$FIRST" --custodian 裴某 --retention 30年 --at "2026-08-24 08:50" \
  --kept-at 执法大队档案室1号柜2026-5盒 --seen-by 舒某 || test $? = 1

## cure 第一处补正，第二处整改 · the first is cured, the second explained
lawrec amend "$FIRST" R05 --reason 柏某询问当天漏签，核对笔录后补签并写明补签日期 --by 柏某 \
  --approved-by 舒某 --at "2026-08-24 09:30" \
  --set "signatures[2]={who: 柏某, as: officer, at: 2026-08-24 09:10}"
lawrec rectify "$FIRST" --clause 25.2b --cause 柏某用工作手机补拍后忘记及时送采集站 \
  --measure 全队重新学习音像移交要求，手机照片当日送采集站 --responsible 柏某 \
  --found-on 2026-08-20 --done-on 2026-08-24 --verified-by 舒某 --approved-by 骆某 --approved-at "2026-08-24 15:00" \
  --at "2026-08-24 10:00"
lawrec seen "$FIRST" R05,R27,R28 --kept-at 执法大队档案室1号柜2026-5盒 --by 舒某 --at "2026-08-25 09:00"

## archive 带问题归档 · archived with defects on record
lawrec archive "$FIRST" --custodian 裴某 --retention 30年 --at "2026-08-28 10:00" \
  --kept-at 执法大队档案室1号柜2026-5盒 --seen-by 舒某
lawrec verify "$FIRST"

## summary 第二个案件：齐全 · the second case: complete
lawrec new-case --from "$HERE/inputs/summary/case.yaml" --number "$SECOND"
lawrec add-record "$SECOND" 简易程序记录 --from "$HERE/inputs/summary/procedure.yaml"
lawrec add-record "$SECOND" 当场行政处罚决定书 --from "$HERE/inputs/summary/decision.yaml"
lawrec add-record "$SECOND" 送达回证 --set "about=[R02]" --set "persons=[桂某乙]" --set method=direct \
  --set result=served --set made_by=柏某 --start "2026-08-05 10:28" --end "2026-08-05 10:34" \
  --place 示例县虚拟镇样本村东路边 --signed 苗某,柏某,桂某乙
lawrec add-record "$SECOND" 改正核查记录 --from "$HERE/inputs/summary/check.yaml" \
  --start "2026-08-05 10:40" --end "2026-08-05 11:00" --place 示例县虚拟镇样本村东路边
lawrec add-record "$SECOND" 简易程序备案表 --from "$HERE/inputs/summary/filing.yaml"
lawrec attach "$SECOND" "$INTO/media/scans/payment-summary.pdf" --title 罚款缴款凭证 --pages 1 \
  --device SCN-01 --at "2026-08-07 15:30" --proves 2026年8月7日缴清罚款200元
lawrec add-record "$SECOND" 履行情况记录 --from "$HERE/inputs/summary/performance.yaml"
lawrec add-record "$SECOND" 结案审批表 --from "$HERE/inputs/summary/closure.yaml"
lawrec add-record "$SECOND" 涉密标识 --from "$HERE/inputs/summary/secrecy.yaml"
lawrec declare "$SECOND" major_decision=no hearing_right=no important=no dispute_prone=no state_secret=no \
  trade_secret=no privacy=yes --by 舒某 --at "2026-08-06 09:30" \
  --basis 罚款200元，不在重大执法决定目录内，当事人认可事实并当场改正；卷内有身份证件号码，见R08。
lawrec declare "$SECOND" hearing_requested=no statement_made=no incidents=no overdue=no \
  no_private_copies=yes --by 苗某 --at "2026-08-10 08:50" \
  --basis 当事人当场配合，没有异议和阻碍；本案没有拍摄音像，也没有私自留存。
lawrec seen "$SECOND" R01,R02,R03,R04,R05,R06,R07 --kept-at 执法大队档案室1号柜2026-6盒 \
  --by 舒某 --at "2026-08-11 09:00"
lawrec unit access --who 樊某 --case "$SECOND" --items R01-R08 --purpose 人工核验 --authority 法规科职责 \
  --at "2026-08-12 09:00"
lawrec attest "$SECOND" "5.1a,12f,18g,20.1(7),27.2a,28.1x,28(5),29g" \
  --by 樊某 --at "2026-08-12 09:30" --basis 查阅全卷并询问承办人，没有发现问题
lawrec archive "$SECOND" --custodian 裴某 --retention 10年 --at "2026-08-13 10:00" \
  --kept-at 执法大队档案室1号柜2026-6盒 --seen-by 舒某

## open 第三个案件：仍在办理 · the third case stays open
lawrec new-case --from "$HERE/inputs/open/case.yaml" --number "$THIRD"
lawrec add-record "$THIRD" 立案审批表 --from "$HERE/inputs/open/initiation.yaml"
lawrec add-record "$THIRD" 询问笔录 --from "$HERE/inputs/open/inquiry-transcript.yaml" \
  --start "2026-08-26 10:00" --end "2026-08-26 10:30" --place 示例县自然资源局询问室
lawrec seen "$THIRD" R01,R02 --kept-at 执法大队办公室柜2026-7盒 --by 舒某 --at "2026-08-27 09:00"
