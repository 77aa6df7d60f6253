import type { Lexicon } from "./reply-lexicon.ts";

const NO = "(?:không|chưa|chẳng|chả)";
const WHO = "(?:em|anh|chị|mình|tôi|tớ|cháu|con|bạn|shop|ad)";
// Where a bare "không" or "thôi" answers instead of asking: at the head of a clause.
const HEAD =
  "(?<=(?:^|[.,!?;]) *(?:(?:dạ|vâng|à|ờ|ừ|thôi|em|anh|chị|ok|ơi|shop|xin lỗi|tiếc quá|thế thì|vậy thì|vậy|da|oi) )*)";
const BOOKING = "(?:lịch|hẹn|lịch hẹn|cuộc hẹn|buổi hẹn|buổi khám|appointment|booking|slot|chỗ)";

export const viLexicon: Lexicon = {
  confirm: [
    "(?:đồng ý|nhất trí|tán thành|xác nhận|confirm|duyệt|chốt)(?: (?:luôn|đi|nhé|nha|lịch|vậy|thế))?|quyết định vậy",
    `(?:đặt|book|lấy|giữ)(?: (?:luôn|chỗ|đi|cái (?:đó|này|ấy|đấy)|cho ${WHO}|giúp ${WHO}|hộ ${WHO}|lịch đó|giờ đó|khung đó|slot đó|chỗ đó|ngày đó|lịch này|giờ này)){1,2}`,
    "(?:nghe|thế|vậy|như vậy|như thế) (?:là )?(?:được|ổn|hay|hợp lý|tốt|ok)(?: (?:đó|đấy|rồi|quá))?|cứ (?:vậy|thế|như vậy) (?:đi|nhé|nha|ạ)|như vậy (?:đi|nhé)|(?:em|mình|tôi|anh|chị) (?:sẽ|vẫn) (?:đến|tới|qua|đi)(?: (?:ạ|nhé|nha|đúng giờ|đúng hẹn))?",
    `${WHO} (?:qua|đến|tới|đi|ghé|sắp xếp|làm) (?:được|kịp)(?= *(?:$|[.,!]|ạ|nha|nhé|nhe|luôn|á|đó))`,
  ],
  yes: [
    "đúng(?: (?:rồi|vậy|thế|ạ|đó|đấy|luôn))*|chuẩn(?: (?:rồi|luôn|ạ|không cần chỉnh))?|chính xác|phải (?:rồi|ạ|đó)|tất nhiên|dĩ nhiên|chắc chắn(?: rồi)?|(?:dạ |vâng )?(?:được|ổn)(?: (?:ạ|nhé|nha|luôn|rồi|em|anh|chị|bạn|đó|đấy|chứ|thôi|lắm|quá))*|hợp lý|tiện đó|yes|yep|yeah|sure|dạ có|có(?= *(?:ạ|nhé|nha|em|anh|chị|chứ|$|[.,!]))",
  ],
  ack: [
    "(?:vậy|thế)(?: (?:nha|nhé|nhe|đi|ạ|luôn|hen|á))+|ô kê|💯|🙆|vâng|dạ|ừ+|ờ+|ừm|ok(?:ay|e|ê|i|ie|la|lah)?|okela|tốt(?: (?:quá|lắm|rồi))?|hay quá|tuyệt(?: vời| quá)?|rồi(?= *(?:$|[.,!]|ạ|nhé|nha))|cũng được|cũng ok|👍|👌|✅|🆗",
  ],
  no_trouble: [
    "không (?:sao|vấn đề|có gì|có vấn đề|thành vấn đề|phiền)|không chỉ",
    // What was asked beside it is let go, and the yes stands.
    `(?:thôi )?(?:bỏ qua|kệ)(?: (?:đi|nó|vậy|chuyện đó|câu đó)){0,2}(?= *[.,!;] *(?:vâng|dạ|ừ|ok)?,? *(?:đồng ý|đúng|chốt|xác nhận|(?:cứ )?(?:đặt|book)))`,
  ],
  any: [
    "(?:sao|gì|nào|lúc nào|giờ nào|ngày nào|hôm nào|khi nào|bữa nào|ai|bác sĩ nào|cái nào) cũng (?:được|ok|ổn)|tùy (?:shop|bạn|em|anh|chị|bên)",
  ],
  not_yes: [
    `${NO} (?:được|đồng ý|ok|ổn|đúng|phải|chốt|xác nhận|chuẩn|chắc|tiện|hợp|phù hợp|có|đặt|lấy|duyệt)`,
    `đừng (?:đặt|chốt|xác nhận|book|giữ)|${NO} (?:thể )?(?:đi|đến|tới|qua|làm) (?:được|kịp)`,
    "có (?:thể|được|phải|lẽ|gì|ai|nên|cần|mất|còn|lịch|đau|bán|nhận|làm)|được (?:bao|mấy|giảm|tặng|gì|nghỉ|thì(?! được))|sao (?:mà )?(?:ok|được)|mới được|(?<!được )thì được|ai (?:xác nhận|đồng ý)",
    "(?:bao giờ|khi nào|lúc nào|để) (?:thì )?(?:được|có|chốt|xác nhận)|chốt (?:sau|lại sau)|xác nhận (?:sau|lại sau|giúp|lại giúp|hủy)|đúng (?:giờ|lúc|ngày|hẹn)(?= )|rồi (?:mình|em|tôi|anh|chị)|đặt cọc|(?:muốn|cần|phải|xin) xác nhận (?:lại)?|xác nhận (?:lại )?(?:giá|địa chỉ|thông tin|xem|là có|có)|đúng (?:ra|lý|là (?:em|anh|chị|mình|tôi) (?:muốn|cần))|nào cũng được|gì cũng được|sao cũng được",
  ],
  asks_yes: [
    `(?:có |là )?(?:được|ok|okay|oke|ổn|đúng|phải|đồng ý|chốt|xác nhận|rồi|chuẩn|tiện|có)(?: (?:luôn|đó|vậy|thế|${WHO}))? (?:không|chưa|hả|sao)(?! (?:được|đồng ý|phải|đúng))(?: (?:ạ|vậy|nhỉ|ta|${WHO}))?`,
    "(?:được|ok|đúng|phải) (?:à|hả|ư)",
  ],
  no: [
    `${HEAD}không(?= *(?:$|[.,!;]|ạ|nha|nhé|đâu|em|anh|chị|cảm ơn))|không(?= (?:phải|được|đồng ý|ok|ổn|đúng|muốn|thích|hợp|tiện|chịu|lấy|chốt|xác nhận|có nhu cầu|cần|đặt|rảnh|đi được|đến được|thể|cái nào|giờ nào|ngày nào))`,
    `${HEAD}(?:thôi|khỏi|đừng)(?: (?:ạ|nhé|nha|em|anh|chị|khỏi|không|bỏ qua|cảm ơn|đi))?(?= *(?:$|[.,!]))|khỏi (?:cần|đặt)|chưa(?= *(?:$|[.,!]|ạ|được|chốt|đồng ý|đúng))|sai (?:rồi|ngày|giờ|lịch|hẹn|dịch vụ)(?: rồi)?|nhầm(?: (?:ngày|giờ|lịch))?(?: rồi)?|(?:sớm|trễ|muộn|gấp|cận) quá|👎|❌|🚫|không phải|chẳng|đừng (?:đặt|chốt|xác nhận|book)`,
    `(?:không|chẳng|chưa) (?:thể )?(?:đi|đến|tới|qua|ghé|làm|sắp xếp|thu xếp) (?:được|kịp)|${WHO} (?:không|chẳng) (?:rảnh|tiện|muốn|thích|đồng ý)|(?:bận|kẹt|vướng) (?:mất )?rồi|${WHO} (?:bị |đang )?(?:bận|kẹt|vướng)(?: (?:mất|rồi|việc|học|làm))*(?= *(?:$|[.,!]|ạ|nha|nhé))|no|nope`,
  ],
  but: [
    "nhưng(?: mà)?|có điều|tuy nhiên|chỉ (?:có điều|là)|(?:thế|vậy|mà|còn) (?:còn|thì sao)|còn .{1,25} thì sao|thế còn|mà (?:có|cho|đổi|là|em|mình|tôi|thôi|nếu|hình như)|nếu|miễn (?:là)?|với điều kiện|trừ khi|đổi (?:lại|thành|qua|sang)|thay vì|thì tốt hơn|thì hơn|hơn không|đổi|khác|chuyển (?:qua|sang|thành)|dời|lùi|sớm hơn|muộn hơn|trễ hơn|à không|à nhầm|ý em là|ngoại trừ|hay là",
  ],
  hedge: [
    "chắc (?:là|vậy|thế|cũng|được|ổn|ok|có)|có lẽ|có thể là|hình như|để coi|không chắc|chưa chắc|chắc không|hên xui",
  ],
  defer: [
    `để (?:${WHO} )?(?:xem|coi|nghĩ|suy nghĩ|tính|hỏi|bàn|cân nhắc|check|kiểm tra|sắp xếp|tham khảo|thu xếp)|cho (?:${WHO} )?(?:(?:xem|coi|hỏi|check|kiểm tra) lại|nghĩ|suy nghĩ|tính|bàn|cân nhắc|sắp xếp|tham khảo|thu xếp)|(?:□|lát|xíu|chút|rảnh|có gì|về)(?: nữa)? ${WHO} (?:sẽ )?(?:báo|nhắn|rep|trả lời|ib|inbox|gọi lại)|(?:lát|xíu|chút)(?: nữa)? (?:báo|nhắn|rep)|(?:đi|đến|tới|qua|ghé|rảnh|được|xong|kịp) (?:thì|là) ${WHO} (?:sẽ )?(?:báo|nhắn|rep|ib|inbox|gọi)|(?:xem|nghĩ|tính|coi|cân nhắc) (?:lại|thêm|đã|sau|kỹ)|hỏi (?:ý |lại )?(?:chồng|vợ|mẹ|má|bố|ba|gia đình|người nhà|sếp|ý kiến|bạn (?:trai|gái))`,
    `(?:báo|nhắn|liên hệ|liên lạc|gọi|inbox|ib|rep|trả lời|phản hồi|quay) (?:cho \\p{L}+ |bạn |shop )?(?:lại )?(?:sau|lại sau)|(?:sẽ |có gì ${WHO} |${WHO} )(?:báo|nhắn|liên hệ|inbox|ib|quay) lại|chưa (?:quyết|biết|rõ|chắc|sắp xếp|nghĩ)|lúc khác|khi khác|hôm nào (?:rảnh|tiện)|từ từ (?:đã)?|khoan(?: đã)?|tạm thời chưa|chưa vội|@đợi (?:chút|tí|${WHO}|đã)|@chờ (?:chút|tí|đã|${WHO})|${WHO} (?:@chờ|@đợi)|(?:đợi|chờ) (?:chút|tí)|để sau|tính sau|suy nghĩ`,
  ],
  reschedule: [
    `(?:đổi|dời|chuyển|thay đổi|hoãn|lùi|dịch|rời)(?: (?:lại|giúp|dùm|giùm|hộ|cho|${WHO}|được|cái|luôn)){0,4} (?:lịch|hẹn|giờ|ngày|buổi|ca|slot|lịch hẹn|cuộc hẹn|appointment|thời gian|sang|qua|thành|lên|xuống|đến|tới|về|hôm|thứ|t[2-7]|chủ nhật|cn|mai|khung)`,
    "hủy(?: [^.,!?]{0,40})? (?:rồi|và|để|xong) (?:đặt|book|dời|đổi|chuyển)(?: lại)?",
    "(?:chuyển|dời|đổi|dịch|lùi) (?!khoản|tiền|nhà)(?:\\p{L}+ ){1,5}(?:sang|qua|tới|đến|về|lên|xuống) (?:lúc |ngày |hôm )?□",
    "thay đổi|đổi (?:lại )?(?:được )?không|dời (?:lại )?(?:được )?không|đổi lịch|dời lịch|hẹn lại|đặt lại (?:lịch|giờ|ngày)|hoãn(?: lại)?|đổi|dời|reschedule",
    `(?:không|chẳng) (?:thể )?(?:đi|đến|tới|qua) (?:được |kịp )?(?:ngày|hôm|vào|thứ|lúc|sáng|trưa|chiều|tối)|bận đột xuất|có việc (?:đột xuất|bận|gấp)`,
  ],
  cancel: [
    `(?:hủy|xóa|bỏ|cancel)(?: (?:giúp|dùm|giùm|hộ|cho|${WHO}|luôn|cái|bớt|đi|ngay)){0,4} ${BOOKING}`,
    "(?<![\\p{L}])(?:hủy)(?! (?:nhận|tin|đăng ký|theo dõi|diệt|tủy))|cancel|xác nhận hủy",
    `(?:không|chẳng|khỏi) (?:cần|muốn|đặt|đi|đến|tới|làm|khám|lấy|giữ)(?: ${BOOKING}| đặt| khám| làm| đi| dịch vụ| ${WHO})* (?:nữa|luôn)|thôi không (?:đi|làm|đặt|khám|lấy)|bỏ (?:đi|luôn)|không giữ`,
  ],
  cancel_talk: [
    "(?:phí|chính sách|quy định|điều kiện|cách|hạn) (?:hủy|đổi)|(?:hủy|đổi)(?: lịch| hẹn)* (?:có )?(?:mất|tốn|bị) (?:phí|tiền|phạt|gì|cọc)|(?:bị|đã|tự động|sẽ) hủy|hoàn tiền|bị hủy|ai hủy|sao (?:lại )?hủy",
  ],
  keep: [
    `(?:đừng|không|khỏi|chưa|chẳng)(?: (?:có|phải|muốn|cần|được|${WHO})){0,2} (?:hủy|cancel|bỏ|xóa)|giữ (?:lại|nguyên|lịch|hẹn|như cũ|y nguyên)|vẫn (?:giữ|đi|đến|tới|qua|lấy|muốn (?:đi|giữ|đến)|như cũ)|(?:không|khỏi|đừng) (?:cần )?(?:đổi|dời)(?: nữa)?|để nguyên|như cũ`,
  ],
  greet: [
    "(?:xin )?chào(?: (?:shop|bạn|em|anh|chị|bác sĩ|ad|admin|buổi \\p{L}+|cả nhà))?|a lô|alo|hello|hi|hê lô|shop ơi|ad ơi|ai đó ơi",
  ],
  thanks: ["🙏|cảm ơn|cám ơn|cảm tạ|tks|thanks|thank you|thank|ty|thx|biết ơn|camon|c[ảa]m on"],
  ask: [
    "bao nhiêu|bao lâu|mấy (?:giờ|tiếng|ngày|lần|buổi|tiền|người)|mấy(?= *(?:$|[?]))|ở đâu|chỗ nào|đâu(?= *(?:$|[?]|vậy|ạ|thế))|khi nào|bao giờ|lúc nào|thế nào|như thế nào|ra sao|làm sao|tại sao|vì sao|thì sao|là gì|gì(?= *(?:$|[?]|vậy|ạ|thế|không))|nào(?= *(?:$|[?]|vậy|ạ|trống|rảnh|còn|làm|khám))|ai(?= (?:làm|khám|là))|giá (?:cả|bao|sao|nhiêu|thế)|nhiêu|có (?:.{1,40} )?(?:không|chưa)(?= *(?:$|[?.,]|ạ|em|anh|chị|vậy|nhỉ|bạn|shop))|(?:được|phải|đúng|còn|ổn|đau|ok) (?:.{0,20} )?(?:không|chưa|hả)(?= *(?:$|[?.,]|ạ|em|anh|chị|vậy|nhỉ|bạn|shop))|không(?= *[?])|cho hỏi|hỏi|tư vấn|xin (?:giá|địa chỉ|bảng giá)|hả|nhỉ",
  ],
  human: [
    "(?:gặp|nói chuyện|chat|trao đổi|liên hệ|kết nối|nói)(?: (?:với|trực tiếp|được|tiếp)){0,3} một người",
    `(?:gặp|nói chuyện|chat|trao đổi|liên hệ|kết nối|chuyển|nói|tư vấn|cho|cần|muốn)(?: (?:với|cho|trực tiếp|được|qua|sang|tới|tiếp|${WHO}|gặp|nói chuyện|máy)){0,5} (?:nhân viên|người thật|người tư vấn|tư vấn viên|tổng đài(?: viên)?|lễ tân|quản lý|chủ (?:tiệm|shop|quán)|người phụ trách|bạn tư vấn|tư vấn(?= *(?:$|[.,!?]|viên))|người(?= *(?:$|[.,!?]|đi|nha|nhé|với)))`,
    `(?:gọi|alo|điện|call)(?: (?:điện|lại|thoại)){0,2} (?:lại )?(?:cho |giúp )${WHO}|(?:gọi|call)(?: điện| lại)? ${WHO}(?= *(?:$|[.,!]|với|đi|giùm|liền|gấp|ngay|nha|nhé|ạ))|(?:muốn|cần|phải|sẽ|xin|đòi|gửi|làm)(?: (?:được|đơn|viết|gửi|lời)){0,2} (?:khiếu nại|phàn nàn|tố cáo)|(?:khiếu nại|phàn nàn|phản ánh)(?: \\p{L}+){0,3} (?:với|lên|cho|tới|đến) (?:quản lý|giám đốc|sếp|chủ|cấp trên|trưởng|ban lãnh đạo|bộ phận|người phụ trách)|(?:làm việc|nói) (?:trực tiếp )?với (?:giám đốc|sếp|cấp trên|ban lãnh đạo)|người thật|không (?:muốn )?(?:nói chuyện|chat) với (?:bot|máy|robot|ai)|nhân viên đâu|gọi lại (?:em|mình|tôi|anh|chị)`,
  ],
  opt_out: [
    "(?:hủy|dừng|ngừng|ngưng|từ chối|tắt|không|thôi)(?: (?:muốn|việc|cho))? (?:nhận|nhắn|gửi|đăng ký nhận)(?: (?:tin nhắn|tin|thông báo|quảng cáo|sms|zalo|qc))?(?: (?:quảng cáo|nữa|này))*",
    "(?:đừng|không|ngừng|dừng|thôi)(?: (?:có|được|bao giờ))? (?:nhắn|gửi|gởi|spam|làm phiền|liên hệ|liên lạc)(?: (?:tin|tin nhắn|thông báo|quảng cáo|qc|sms)){0,3}(?: (?:cho|đến|tới))?(?: (?:em|anh|chị|mình|tôi|tao))?(?: nữa)",
  ],
  emergency: [
    "máu (?:ra|chảy) (?:nhiều|hoài|mãi|không|quá)|(?:chảy|ra|mất) (?:nhiều )?máu (?:.{0,20} )?(?:không (?:cầm|ngừng|dừng|hết)|nhiều|liên tục|ồ ạt|ướt|hoài|mãi)|(?:không|chẳng) cầm (?:được )?(?:máu|lại)|(?:khó|nghẹt|ngạt|hụt hơi|tức) thở|không thở (?:được|nổi)|thở không (?:được|nổi|ra)|ngất(?: xỉu)?|bất tỉnh|hôn mê|co giật|cấp cứu|sốc phản vệ|đau (?:thắt )?ngực|tai nạn|đột quỵ|tự tử|muốn chết|ngộ độc|phù mặt|sưng (?:\\p{L}+ ){0,3}(?:họng|lưỡi|mặt|môi)(?: .{0,15}(?:thở|nuốt))|gọi 115|nguy kịch|nguy hiểm tính mạng|tím tái",
  ],
  not_emergency: [
    "(?:không|chưa|hết|chẳng)(?: (?:bị|phải|có|còn|thấy|là)){0,3} (?:khó thở|cấp cứu|ngất(?: xỉu)?|co giật|đau ngực|chảy máu (?:nhiều|nữa)|tai nạn|ra máu nhiều|tức thở)",
    "(?:gần|sau|khoa|trước)(?: (?:khi|lần|đợt|bệnh viện|khoa|được)){0,2} cấp cứu|bệnh viện cấp cứu",
  ],
  late: [
    `(?:đến|tới|qua|đi|vào|bị|sẽ|hơi|có thể|xin|lỡ)(?: (?:${WHO}|đến|tới|hơi|hẹn|bị)){0,3} (?:trễ|@muộn)(?! (?:hơn|nhất))|(?:đến|đi|tới) muộn(?= *(?:$|[.,!]|\\d|khoảng|tầm|nửa|chút|xíu|vài))|(?:trễ|@muộn) (?:khoảng |tầm |mất |độ )?(?:\\d+ ?(?:p|phút|'|h|tiếng)?|mười|năm|nửa|vài|mấy|chút|tí|xíu)|kẹt xe|(?<!(?:không|chưa) )đang (?:tới|đến|qua|đi|chạy)(?: (?:nha|nè|rồi|đây|ạ|liền))*(?= *(?:$|[.,!]))|${WHO} (?:bị )?(?:trễ|@muộn)(?= *(?:$|[.,!]|nha|ạ|rồi))|tắc đường|đang trên đường|trễ hẹn|chậm (?:khoảng )?\\d+ phút|sắp tới nơi`,
  ],
  choose: ["(?:chọn|lấy|đặt|chốt|book|ưng|thích)(?= )", "cái (?:này|đó|kia|ấy|đấy)"],
  earlier: [
    "sớm hơn|sáng hơn|sớm (?:thêm|lên|tí|chút|xíu)|lên sớm|trước đó|dời lên|(?:cái|giờ|lịch|khung) sớm|đẩy lên|(?:trễ|muộn) quá|(?:ngày|hôm) trước đó",
  ],
  later: [
    "(?:muộn|trễ|tối|chiều|chậm) hơn|(?:muộn|trễ) (?:tí|chút|xíu|thêm)|lùi(?: lại| xuống)?|dời xuống|dời (?:lại|thêm|trễ)(?= (?:\\d|một|hai|ba|nửa))|sau đó|đẩy xuống|sớm quá|(?:hôm|bữa) sau(?! \\d)",
  ],
  instead: ["(?:thay|thế) vào đó"],
  same: [
    "(?:cùng|y|giữ nguyên|vẫn|cũng|như) (?:cái )?(?:khung )?giờ(?: (?:đó|này|ấy|cũ|như vậy|như cũ|vậy|trên))?(?! (?:nào|hẹn))|giờ (?:như vậy|như cũ|y vậy|y chang|y hệt|cũ)|giờ (?:đó|này|ấy)(?= (?:nhưng |mà |của |vào |ngày |hôm )*□)",
  ],
  other: [
    "(?:ngày|giờ|hôm|lịch|bữa|buổi|khung giờ|khung|slot|ca|lúc|thời gian|tuần|chỗ|bác sĩ|lựa chọn|cái|nơi) khác|còn (?:giờ|lịch|ngày|slot|khung|khung giờ|ca|chỗ|lựa chọn)(?: trống)?(?: nào)?(?: khác)?(?: không| nào)|(?:giờ|ngày|lịch) nào (?:khác|nữa)|khác (?:được )?không|cái khác",
  ],
};
