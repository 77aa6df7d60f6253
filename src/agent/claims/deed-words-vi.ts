import type { DeedWords } from "./deed-words.ts";

// What stands between "đã" and its verb; after these words it is another verb, or somebody else's deed.
const WORDS = "(?:(?!(?:dung|ngung|yeu cau|nguoi|muon|gui|hoi|bi|qua han|het han)\\b)\\S+ ){0,5}?";
const DONE = `(?:da|vua|duoc|moi|dang|se) ${WORDS}`;
const SOON = "(?:\\S+ ){0,3}?";
const STAFF =
  "(?:nhan vien|bac si|quan ly|dong nghiep|tu van vien|le tan|chuyen vien|nguoi phu trach|bo phan|ky thuat vien)";
const ENDED = "(?: \\S+){0,5}? (?:thanh cong|xong|roi|hoan tat|xong xuoi)\\b";
const VISIT = "(?<!danh sach )(?:lich hen|lich kham|lich|cuoc hen|hen|cho|slot|suat|booking)";

const any = (...sources: readonly string[]): RegExp[] =>
  sources.map((source) => new RegExp(`\\b(?:${source})`, "u"));

export const vietnameseDeeds: DeedWords = {
  booked: any(
    `${DONE}(?:dat(?! (?:coc|cau hoi|ra|truoc))|xac nhan|chot|len lich|book|confirm|sap xep|xep|dang ky|ghi danh)\\b`,
    `${DONE}(?:luu|tao|them|dua|len|ghi|nhap|chen|hoan tat|hoan thanh)(?: \\S+){0,4}? ${VISIT}\\b(?! cho)`,
    `(?<!nguoi )(?:dat|xac nhan|chot|book|len lich|sap xep|xep|dang ky|confirm)${ENDED}`,
    `${VISIT}(?: \\S+){0,6}? (?:thanh cong|da xong|xong|hoan tat|xac nhan|on roi|ok roi|co hieu luc|da len|len roi|san sang)\\b`,
    `${VISIT}(?: \\S+){0,4}? (?:da|vua) (?:\\S+ ){0,2}?(?:len|vao|xep|luu|tao|ghi|co|xong)\\b`,
    "hen (?:som )?gap(?! (?:\\S+ )*(?:lan (?:toi|sau)|dip khac))",
    "gap (?:lai )?(?:ban|anh|chi) (?:vao|luc|thu|ngay|sang|chieu|toi|\\d)",
    "(?:cho|se|san sang) (?:don|tiep|tiep don|gap) (?:ban|anh|chi)",
    "hen (?:ban|anh|chi) (?:\\S+ ){0,2}?(?:luc|vao|thu|ngay|\\d)",
    `(?:ban|anh|chi|minh|khach)(?: da| hien)? co (?:\\S+ )?${VISIT}\\b`,
    `(?:cho|suat|lich)(?: hen)? cua (?:ban|anh|chi)(?! sap)`,
    `(?<!(?:huy|xoa|doi|chuyen) )lich(?: hen)? (?:la|vao|luc|ngay|thu|\\d)`,
    "(?:ban|anh|chi|moi ban)(?: cu| nho| hay| chi can| vui long| chi viec)* (?:den|qua|toi|ghe)(?: \\S+){0,3}? (?:luc|vao|dung gio|dung hen|nhe|nha|\\d)",
    `(?:bac si|ben em|phong kham|□)(?: \\S+){0,3}? (?:cho|doi|don|gap) (?:ban|anh|chi)\\b`,
    `${VISIT} (?:hen )?(?:\\S+ ){0,4}?(?:van (?:con|giu|duoc|nhu|dung)|giu nguyen)\\b`,
    "van giu(?: nguyen)? (?:lich|hen|cuoc hen)",
    "(?:the la|vay la) (?:\\S+ )?(?:xong|on|chot|ok)\\b",
  ).concat(
    /^(?:vang |ok |okay |tat ca |moi thu |em |da |minh |viec |the )*(?:xong|hoan tat|hoan thanh|thanh cong|chot|on thoa|done|book|dat|xong xuoi|chot don|chot lich)(?: (?:roi|xong|nhe|nha|a|luon|het|ca|don|lich|hen|ban|xuoi|ok))*$/u,
    /^(?:vang |ok |okay |em |minh )*(?:chot|book|dat)(?: \S+){0,3} (?:\d|gio|thu|sang|chieu|toi|ngay|luc)/u,
  ),
  held: any(
    `(?<!(?:de|gian|han|het|con|duoc|khong|chua) )(?:giu|danh)(?: san| rieng| lai| tam)?(?: cho (?:ban|anh|chi))? (?:cho|lich|gio|slot|suat|khung)\\b(?! lai)`,
    "(?:da|dang|vua|se) (?:(?!het\\b)\\S+ ){0,3}?(?:giu|danh san|danh rieng)",
    "giu (?:\\S+ ){0,3}?cho (?:ban|anh|chi)\\b",
  ),
  moved: any(
    `${DONE}(?:doi|doi lich|dich|lui|hoan|cap nhat|thay doi|sua)\\b(?! cho)`,
    `${DONE}chuyen\\b(?! (?:cuoc|cho (?!ban)|den nhan|den bo|loi|tin|may|yeu cau|thong tin|khoan|nhan vien))`,
    `(?:doi|chuyen|thay doi|cap nhat) (?:lich|hen|gio|ngay|sang)?${ENDED}`,
    "(?:lich|gio|cuoc hen|hen)(?: hen)? moi (?:cua (?:ban|anh|chi) )?(?:la|vao|luc)",
  ),
  cancelled: any(
    `(?:da|vua|duoc|bi|moi) ${WORDS}(?:huy|(?:dung|ngung) dat|xoa|go|thu hoi|huy bo)\\b`,
    `(?:huy|xoa)(?: bo)?(?: lich| hen| cuoc hen| lich hen)?${ENDED}`,
    `(?:lich|hen|cuoc hen)(?: \\S+){0,3}? (?:khong con|het) hieu luc`,
  ),
  handed_over: any(
    `(?:da|vua|dang|se|de em|em) (?:\\S+ ){0,3}?(?:chuyen|noi may|ket noi|bao|nho|nhan|thong bao|goi)\\b(?: \\S+){0,6}? ${STAFF}`,
    `${STAFF}(?: \\S+){0,4}? (?:se|sap|dang|ngay) ${SOON}(?:ho tro|tra loi|giup|tiep nhan|xu ly|phan hoi|xem|tu van|vao|kiem tra)`,
  ),
  call_back: any(
    `(?:se|sap) ${SOON}(?:goi(?! la\\b)|lien he|lien lac|nhan tin|gui|nhac|thong bao|email|inbox|bao (?:lai|ban|cho|ngay|som)|bao\\b(?! ${STAFF})|kiem tra|hoi lai|nhan duoc|duoc goi)`,
    `(?:de|cho) em (?:\\S+ )?(?:kiem tra|xem lai|hoi|check|tra|lien he)`,
    `(?:goi|lien he|nhan tin|phan hoi|bao)(?: lai)? (?:cho )?(?:ban|anh|chi) (?:ngay|som|sau|trong|lien)`,
  ),
  waitlist: any(
    "(?:da|vua|duoc|dang|co)(?: \\S+){0,8}? danh sach (?:cho|doi)",
    "(?:them|ghi|dua|cho)(?: \\S+){0,4}? (?:vao |trong )?danh sach (?:cho|doi)(?: \\S+){0,3}? (?:roi|xong|thanh cong)",
  ),
  paid: any(
    "(?:da|vua|duoc|se) (?:\\S+ ){0,3}?(?:thanh toan(?! truoc)|tru tien|nhan (?:duoc |du )?(?:tien|coc|thanh toan|chuyen khoan|khoan))",
    "(?:thanh toan|chuyen khoan|dat coc)(?: \\S+){0,3}? (?:thanh cong|xong|da nhan)",
  ),
  refunded: any(
    "(?:da|vua|duoc|se|dang) (?:\\S+ ){0,4}?(?:hoan (?:tien|coc|lai|tra|phi)|tra lai (?:tien|coc)|chuyen lai tien)",
    "hoan (?:lai )?(?:tien|coc|phi)(?: \\S+){0,4}? (?:thanh cong|xong|roi|cho ban|cho anh|cho chi|lai cho)",
    "(?:tien|coc|khoan)(?: \\S+){0,4}? (?:da|duoc|se) (?:\\S+ ){0,2}?(?:hoan|tra) (?:lai|tra|ve)",
  ),
  no_payment: any("(?:khong (?:can|phai)|mien|khoi) (?:dat coc|thanh toan|tra tien|tra truoc|coc)"),
  no_appointment: any(
    "(?:khong|chua) (?:\\S+ ){0,2}?(?:lich hen|cuoc hen|lich|hen) nao",
    "(?:khong|chua) co (?:\\S+ )?(?:lich hen|cuoc hen|lich)(?: sap toi)?$",
  ),
  discount: any(
    "giam (?:gia|\\d|them|ngay|con)|khuyen mai|uu dai|tang (?:ban|kem|mien phi|ngay|them)|voucher|ma giam|nua gia|hoan toan mien phi|khong (?:mat|tinh|thu) (?:phi|tien)",
  ),
};
