import type { SopFault } from "#src/domain/sop/sop-fault.ts";
import { conflict, type EditSentence, missing, wrong } from "./edit-sentence.ts";

/** Each refused edit of an SOP in HTTP. */
export const sopSentences: Readonly<Record<SopFault["code"] | "unknown_sop", EditSentence>> = {
  unknown_sop: missing(
    "NOT_FOUND",
    "there is no such SOP: send a sop_id of GET /sops",
    "không có quy trình này: hãy gửi sop_id lấy từ GET /sops",
  ),
  reserved_field: wrong(
    "is a name every booking has already: choose another one",
    "là tên mà mọi lịch hẹn đã có: hãy chọn tên khác",
  ),
  field_twice: wrong(
    "is asked twice in this SOP: leave one of the two out",
    "được hỏi hai lần trong quy trình này: hãy bỏ bớt một câu",
  ),
  field_differs: conflict(
    "is asked by another SOP with another type, scope or options: make the two alike, or choose another field",
    "đã được một quy trình khác hỏi với type, scope hay options khác: hãy làm hai câu giống nhau, hoặc chọn field khác",
  ),
  options_needed: wrong(
    "are required of a choice: send two or more",
    "là bắt buộc với choice: hãy gửi từ hai lựa chọn trở lên",
  ),
  only_choice: wrong(
    "belong to a choice: leave them out, or send type choice",
    "chỉ dành cho choice: hãy bỏ ra, hoặc gửi type là choice",
  ),
  option_twice: wrong(
    "have the same key twice: each key is one option",
    "có key bị trùng: mỗi key là một lựa chọn",
  ),
  only_number: wrong(
    "belongs to a number: leave it out, or send type number",
    "chỉ dành cho number: hãy bỏ ra, hoặc gửi type là number",
  ),
  range_order: wrong(
    "has a least above its most: swap the two",
    "có least lớn hơn most: hãy đổi lại",
  ),
  accepts_unknown: wrong(
    "names an answer this question does not have: send yes or no, or keys of its options",
    "có câu trả lời mà câu hỏi này không có: hãy gửi yes hoặc no, hay key của các lựa chọn",
  ),
  only_lead: wrong(
    "belongs to a question of scope lead: leave it out, since a booking's is asked each time",
    "chỉ dành cho câu hỏi có scope lead: hãy bỏ ra, vì câu hỏi của lịch hẹn được hỏi mỗi lần",
  ),
};
