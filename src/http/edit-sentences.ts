import type { EditCode } from "#src/catalog/edit/edit-refusal.ts";
import { conflict, type EditSentence, missing, wrong } from "./edit-sentence.ts";
import { sopSentences } from "./sop-sentences.ts";

/** Each refused edit of the catalog in HTTP. Total: a new one does not compile without a row. */
export const editSentences: Readonly<Record<EditCode, EditSentence>> = {
  unknown_location: missing(
    "UNKNOWN_LOCATION",
    "there is no such location: send a location_id of GET /locations",
    "không có cơ sở này: hãy gửi location_id lấy từ GET /locations",
  ),
  unknown_provider: missing(
    "UNKNOWN_PROVIDER",
    "there is no such provider: send a provider_id of GET /providers",
    "không có người thực hiện này: hãy gửi provider_id lấy từ GET /providers",
  ),
  unknown_service: missing(
    "UNKNOWN_SERVICE",
    "there is no such service: send a service_id of GET /services",
    "không có dịch vụ này: hãy gửi service_id lấy từ GET /services",
  ),
  unknown_resource: missing(
    "UNKNOWN_RESOURCE",
    "there is no such resource: send a resource_id of GET /resources",
    "không có thiết bị hay phòng này: hãy gửi resource_id lấy từ GET /resources",
  ),
  unknown_lead: missing(
    "UNKNOWN_LEAD",
    "there is no such lead: send a lead_id of GET /leads",
    "không có khách hàng này: hãy gửi lead_id lấy từ GET /leads",
  ),
  unknown_override: missing(
    "NOT_FOUND",
    "there is no such change of hours: see GET /overrides",
    "không có ngày đổi giờ này: hãy xem GET /overrides",
  ),
  unknown_price_rule: missing(
    "NOT_FOUND",
    "there is no such price rule: see GET /price-rules",
    "không có quy tắc giá này: hãy xem GET /price-rules",
  ),
  one_price_change: wrong(
    "send percent or amountMinor, one of the two",
    "hãy gửi percent hoặc amountMinor, một trong hai",
  ),
  no_price_change: wrong(
    "must not be 0: a rule changes the price",
    "không được là 0: quy tắc phải làm giá thay đổi",
  ),
  volume_lowers: wrong(
    "must be below 0: a rule that counts visits can only lower the price",
    "phải nhỏ hơn 0: quy tắc theo số lần hẹn chỉ có thể giảm giá",
  ),
  fill_rate_bounds: wrong("needs atLeast, atMost or both", "cần có atLeast, atMost hoặc cả hai"),
  too_many_price_rules: conflict(
    "there are 100 price rules already: delete one first",
    "đã có 100 quy tắc giá: hãy xoá bớt trước",
  ),
  unknown_template: missing(
    "NOT_FOUND",
    "there is no such template: send one of GET /set-up-templates",
    "không có mẫu này: hãy gửi mẫu lấy từ GET /set-up-templates",
  ),
  already_set_up: conflict(
    "is only for an organization that offers nothing yet, and this one has services, questions or prices: change those instead",
    "chỉ dành cho doanh nghiệp chưa có gì, còn ở đây đã có dịch vụ, câu hỏi hoặc giá: hãy sửa trực tiếp các mục đó",
  ),
  template_names: conflict(
    "has a location or provider with a name that is there already: rename that one first",
    "có địa điểm hoặc người thực hiện trùng tên với mục đã có: hãy đổi tên mục đó trước",
  ),
  unknown_answer: missing(
    "NOT_FOUND",
    "there is no such answer: see GET /knowledge",
    "không có câu trả lời này: hãy xem GET /knowledge",
  ),
  too_many_answers: conflict(
    "there are 200 answers already: delete one first",
    "đã có 200 câu trả lời: hãy xoá bớt trước",
  ),
  nothing_to_preview: conflict(
    "there is nothing to show it with: add a service, a provider and a location first",
    "chưa có gì để xem thử: hãy thêm dịch vụ, người thực hiện và địa điểm trước",
  ),
  unknown_time_off: missing(
    "NOT_FOUND",
    "there is no such time off: see GET /time-off",
    "không có kỳ nghỉ này: hãy xem GET /time-off",
  ),
  unknown_lead_block: missing(
    "NOT_FOUND",
    "there is no such block: see GET /lead-blocks",
    "không có mục chặn này: hãy xem GET /lead-blocks",
  ),
  invalid_timezone: {
    status: 422,
    error: "INVALID_TIMEZONE",
    says: {
      en: "is not an IANA timezone: send one such as Asia/Ho_Chi_Minh",
      vi: "không phải múi giờ IANA: hãy gửi ví dụ Asia/Ho_Chi_Minh",
    },
  },
  impossible_date: {
    status: 422,
    error: "IMPOSSIBLE_DATE",
    says: {
      en: "is a date this calendar does not have: check the day and the month",
      vi: "là ngày không có trong lịch: hãy kiểm tra lại ngày và tháng",
    },
  },
  in_use: {
    status: 409,
    error: "IN_USE",
    says: {
      en: "is in use by what usedBy lists: change that first, or retire this with active: false",
      vi: "đang được dùng bởi các mục trong usedBy: hãy sửa các mục đó trước, hoặc ngừng dùng bằng active: false",
    },
  },
  appointments_ahead: {
    status: 409,
    error: "IN_USE",
    says: {
      en: "appointments lie ahead, see usedBy: move them first, or send force: true to keep them and go on",
      vi: "còn lịch hẹn sắp tới, xem usedBy: hãy dời lịch trước, hoặc gửi force: true để giữ lịch và tiếp tục",
    },
  },
  duplicate_name: conflict(
    "is the name of another one already: choose a name people can tell apart",
    "đã là tên của một mục khác: hãy chọn tên dễ phân biệt",
  ),
  intervals_overlap: conflict(
    "overlaps another interval: join the two, or move one",
    "trùng với một khoảng giờ khác: hãy gộp hai khoảng, hoặc dời một khoảng",
  ),
  override_exists: conflict(
    "has other hours already: replace them with PUT /overrides/:id",
    "đã có giờ riêng: hãy thay bằng PUT /overrides/:id",
  ),
  time_off_overlaps: conflict(
    "overlaps time off there is already: choose another time, or delete that one first",
    "trùng với kỳ nghỉ đã có: hãy chọn thời gian khác, hoặc xóa kỳ nghỉ đó trước",
  ),
  block_exists: conflict(
    "is blocked there already: see GET /lead-blocks",
    "đã bị chặn ở đó rồi: hãy xem GET /lead-blocks",
  ),
  duration_needed: wrong(
    "is required: send the usual length in minutes",
    "là bắt buộc: hãy gửi thời lượng thường dùng, tính bằng phút",
  ),
  flexible_bounds: wrong(
    "is required of a flexible service, with maxDurationMinutes and durationStepMinutes",
    "là bắt buộc với dịch vụ linh hoạt, kèm maxDurationMinutes và durationStepMinutes",
  ),
  only_flexible: wrong(
    "belongs to a flexible service, as do maxDurationMinutes and durationStepMinutes: leave them out, or send kind flexible",
    "chỉ dành cho dịch vụ linh hoạt, cũng như maxDurationMinutes và durationStepMinutes: hãy bỏ ra, hoặc gửi kind là flexible",
  ),
  length_between_bounds: wrong(
    "must lie between minDurationMinutes and maxDurationMinutes",
    "phải nằm giữa minDurationMinutes và maxDurationMinutes",
  ),
  bounds_of_steps: wrong(
    "must divide durationMinutes, minDurationMinutes and maxDurationMinutes without a rest",
    "phải chia hết durationMinutes, minDurationMinutes và maxDurationMinutes",
  ),
  participants_order: wrong(
    "must not be less than minParticipants",
    "không được nhỏ hơn minParticipants",
  ),
  capacity_too_small: wrong(
    "must hold maxParticipants at least",
    "phải đủ cho maxParticipants người",
  ),
  package_capacity: wrong(
    "of a package is 1: leave it out, and give places to its parts",
    "của gói luôn là 1: hãy bỏ trống và đặt số chỗ ở từng dịch vụ trong gói",
  ),
  package_parts: wrong(
    "is required of a package: send the services it is made of, in order",
    "là bắt buộc với gói: hãy gửi các dịch vụ trong gói theo thứ tự",
  ),
  only_package: wrong(
    "belongs to a package: leave it out, or send kind package",
    "chỉ dành cho gói: hãy bỏ ra, hoặc gửi kind là package",
  ),
  part_is_package: wrong(
    "is a package itself: name the services it is made of instead",
    "lại là một gói: hãy ghi các dịch vụ bên trong gói đó",
  ),
  is_part_of_package: wrong(
    "cannot become package: this service is part of a package; take it out of that one first",
    "không thể đổi thành package: dịch vụ này nằm trong một gói; hãy lấy ra khỏi gói đó trước",
  ),
  no_common_provider: wrong(
    "nobody gives all of them: let one provider give every part, or send sameProvider: false",
    "không ai làm được tất cả: hãy để một người thực hiện mọi phần, hoặc gửi sameProvider: false",
  ),
  gap_order: wrong(
    "has a maxGapMinutes below its minGapMinutes: raise it",
    "có maxGapMinutes nhỏ hơn minGapMinutes: hãy tăng lên",
  ),
  consultation_is_itself: wrong(
    "is this service itself: name another one that comes before it",
    "lại là chính dịch vụ này: hãy chọn dịch vụ khác diễn ra trước",
  ),
  consultation_circle: wrong(
    "has this service before it in turn, so that neither could ever be booked: name another one, or null",
    "lại cần chính dịch vụ này diễn ra trước, nên không thể đặt được dịch vụ nào: hãy chọn dịch vụ khác, hoặc gửi null",
  ),
  payment_needs_price: wrong(
    "is required where payment is: send the price in minor units",
    "là bắt buộc khi cần trả trước: hãy gửi giá theo đơn vị nhỏ nhất",
  ),
  one_deposit: wrong(
    "cannot be sent with depositMinor: a deposit is an amount or a part of the price",
    "không gửi cùng depositMinor: tiền cọc là một số tiền hoặc một phần giá",
  ),
  payment_needs_methods: wrong(
    "is required where payment is: send one way to pay at least",
    "là bắt buộc khi cần trả trước: hãy gửi ít nhất một cách thanh toán",
  ),
  only_travelling: wrong(
    "belongs to a service that is given where the lead is: send travels: true with it",
    "chỉ dành cho dịch vụ tận nơi: hãy gửi kèm travels: true",
  ),
  kind_twice: wrong(
    "names a kind twice: name it once, with the quantity of both",
    "ghi một loại hai lần: hãy ghi một lần với tổng số lượng",
  ),
  weekday_twice: wrong(
    "comes twice: put all intervals of a weekday into one entry",
    "bị lặp: hãy gộp mọi khoảng giờ của một ngày vào một mục",
  ),
  end_not_after_start: wrong(
    "must lie after start: send overnight: true when it is a time of the next day",
    "phải sau start: hãy gửi overnight: true nếu là giờ của ngày hôm sau",
  ),
  not_overnight: wrong(
    "is true, but end lies after start on one day: leave it out",
    "là true, nhưng end vẫn sau start trong cùng ngày: hãy bỏ ra",
  ),
  one_owner: wrong(
    "is required, or locationId, or resourceId: send exactly one of them",
    "là bắt buộc, hoặc locationId, hoặc resourceId: hãy gửi đúng một trong ba",
  ),
  one_period: wrong(
    "is required with endDate for whole dates, or start with end for instants: send exactly one pair",
    "là bắt buộc cùng endDate cho cả ngày, hoặc start cùng end cho thời điểm: hãy gửi đúng một cặp",
  ),
  period_backwards: wrong("must not lie before the start", "không được trước lúc bắt đầu"),
  same_place: wrong("must be another place than fromLocationId", "phải khác fromLocationId"),
  one_blocked: wrong(
    "is required, or phone, or email: send exactly one of them",
    "là bắt buộc, hoặc phone, hoặc email: hãy gửi đúng một trong ba",
  ),
  one_scope: wrong(
    "must come alone: send one of locationId, serviceId and providerId, or none for everywhere",
    "phải đi một mình: hãy gửi một trong locationId, serviceId, providerId, hoặc không gửi để chặn mọi nơi",
  ),
  ...sopSentences,
};
