// The words of the forms: what a code of ours is called by the people who read it.

export const STATE = {
  SUSPECTED: 'گزارش‌شده، در انتظار بررسی',
  CONFIRMED: 'تأییدشده، در انتظار اعزام اکیپ',
  CREW_DISPATCHED: 'اکیپ اعزام شده است',
  RESTORED: 'پایان‌یافته',
};

export const PRIORITY = {NORMAL: 'عادی', HIGH: 'فوری', EMERGENCY: 'اضطراری'};

export const HAZARD = {
  WIRE_DOWN: 'سیم پاره یا افتاده',
  FIRE_OR_SMOKE: 'آتش یا دود',
  SPARKING: 'جرقه',
  ELECTRIC_SHOCK: 'برق‌گرفتگی',
};

// What whoever answers the telephone says first.
export const HAZARD_ADVICE = {
  WIRE_DOWN: 'به سیم نزدیک نشوید، به آن دست نزنید و دیگران را هم دور نگه دارید.',
  FIRE_OR_SMOKE: 'از محل دور شوید و همین حالا با آتش‌نشانی ۱۲۵ تماس بگیرید.',
  SPARKING: 'از محل جرقه فاصله بگیرید و به تابلو و سیم‌ها دست نزنید.',
  ELECTRIC_SHOCK: 'به فرد برق‌گرفته دست نزنید و همین حالا با اورژانس ۱۱۵ تماس بگیرید.',
};

export const CRITICAL = {
  hospital: 'بیمارستان',
  life_support: 'دستگاه پزشکی خانگی',
  water: 'تأسیسات آب',
  telecom: 'مخابرات',
  public_safety: 'مراکز امدادی و انتظامی',
};

export const NEIGHBOURS = {YES: 'همسایه‌ها هم برق ندارند', NO: 'همسایه‌ها برق دارند', UNKNOWN: 'وضع همسایه‌ها معلوم نیست'};

export const KNOWLEDGE = {
  PLANNED: 'ثبت شده است',
  NOT_PLANNED: 'ثبت نشده است',
  UNKNOWN: 'معلوم نیست',
};

export const ELEMENT = {
  SERVICE_POINT: 'محل اشتراک',
  TRANSFORMER: 'پست توزیع',
  FEEDER: 'فیدر',
  SUBSTATION: 'پست فوق توزیع',
};

export const FINDING = {
  NETWORK_FAULT: 'خرابی شبکه',
  CUSTOMER_SIDE_FAULT: 'عیب تأسیسات داخلی مشترک',
  SUPPLY_ON: 'برق وصل است',
  PLANNED: 'خاموشی با برنامه',
};

export const CAUSE = {
  EQUIPMENT_FAILURE: 'خرابی تجهیزات',
  WEATHER: 'شرایط نامساعد جوی',
  TREE: 'برخورد درخت با شبکه',
  ANIMAL: 'برخورد حیوان با شبکه',
  VEHICLE: 'برخورد خودرو با شبکه',
  THIRD_PARTY_DAMAGE: 'آسیب اشخاص ثالث به شبکه',
  THEFT: 'سرقت تجهیزات',
  OVERLOAD: 'اضافه‌بار',
  UPSTREAM_NETWORK: 'قطع برق شبکهٔ بالادست',
  CUSTOMER_INSTALLATION: 'تأسیسات داخلی مشترک',
  OTHER: 'علت دیگر',
};

export const STEP = {
  SUSPECTED: 'نخستین گزارش رسید',
  VERIFICATION_OVERDUE: 'مهلت بررسی گذشت',
  VERIFIED: 'بررسی شد',
  MOVED: 'محل خرابی تغییر کرد',
  SPLIT_OFF: 'خاموشی جداگانه‌ای از آن جدا شد',
  ABSORBED: 'در خاموشی دیگری ادغام شد',
  TOOK_IN: 'خاموشی دیگری در آن ادغام شد',
  REQUEST_MOVED: 'درخواستی جابه‌جا شد',
  WIDENING_UNDONE: 'ادغام لغو شد',
  CREW_DISPATCHED: 'اکیپ اعزام شد',
  ESTIMATE_REVISED: 'زمان برآوردی تغییر کرد',
  PARTLY_RESTORED: 'برق بخشی از محل وصل شد',
  RESTORED: 'برق وصل شد',
  DEADLINE_BREACHED: 'مهلت توافقنامه گذشت',
  BREACH_HANDLED: 'مدیر دربارهٔ تأخیر تصمیم گرفت',
  RESOLVED: 'نتیجه به درخواست‌ها رسید',
  ABANDONED: 'بدون درخواست؛ بسته شد',
};

/** Accounts of channels, by the glossary's words; every other account goes by its own name. */
export const CHANNEL_ACCOUNT = {
  website: 'سایت شرکت',
  'mobile-app': 'نرم‌افزار موبایل',
  'phone-121': 'سامانهٔ ۱۲۱',
  'counter-office': 'دفتر پیشخوان',
  'in-person': 'مراجعهٔ حضوری',
};

export const REQUEST_STATE = {
  CHECKING: 'در حال بررسی',
  IN_PLANNED_OUTAGE: 'در خاموشی با برنامه',
  RESTORING: 'در حال رفع خاموشی',
  ANNOUNCED: 'نتیجه اعلام شده است',
  CLOSED: 'پایان یافته است',
  WITHDRAWN: 'از آن انصراف داده شده است',
};

export const REQUEST_STEP = {
  REGISTERED: 'ثبت شد',
  PLANNED: 'در خاموشی با برنامه است',
  NOT_PLANNED: 'خاموشی با برنامه‌ای برای محل ثبت نشده بود',
  PLANNED_UNKNOWN: 'معلوم نشد که با برنامه است یا نه',
  JOINED_OUTAGE: 'به خاموشی پیوست',
  DEADLINE_BREACHED: 'مهلت توافقنامه گذشت',
  ANNOUNCED: 'نتیجه اعلام شد',
  STILL_OUT: 'مشترک گفت هنوز برق ندارد',
  CALL_NEEDED: 'تماس با مشترک لازم شد',
  NOT_REACHED: 'مشترک به تلفن پاسخ نداد',
  CALLED: 'با مشترک تماس گرفته شد',
  WITHDRAWN: 'مشترک انصراف داد',
  CLOSED: 'پایان یافت',
};

export const MESSAGE = {
  REGISTERED: 'ثبت درخواست',
  PLANNED: 'خاموشی با برنامه',
  PLANNED_CHANGED: 'تغییر برنامه',
  PLANNED_CANCELLED: 'لغو برنامه',
  CREW_DISPATCHED: 'اعزام اکیپ',
  CREW_ORDER: 'پیام به اکیپ',
  ESTIMATE: 'زمان برآوردی',
  ESTIMATE_CHANGED: 'تغییر زمان برآوردی',
  LATE: 'گذشتن از مهلت',
  RESULT: 'نتیجه',
  WITHDRAWN: 'انصراف',
  CALL_AGAIN: 'تماس دوباره',
};

export const MESSAGE_STATE = {
  OWED: 'در صف ارسال',
  ACCEPTED: 'به درگاه پیامک تحویل شد',
  DELIVERED: 'رسید',
  FAILED: 'نرسید',
  EXPIRED: 'دیر شد و فرستاده نشد',
  HELD: 'فرستاده نشد، چون سقف پیامک این شماره پر بود',
  SUPERSEDED: 'فرستاده نشد، چون دیگر لازم نبود',
  HANDED_TO_PERSON: 'ارجاع به تماس تلفنی',
};

export const OUTCOME = {
  RESTORED: 'خاموشی برطرف شد',
  PLANNED_OUTAGE_OVER: 'خاموشی با برنامه پایان یافت',
  CUSTOMER_SIDE_FAULT: 'عیب از تأسیسات داخلی مشترک است',
  SUPPLY_FOUND_ON: 'برق محل وصل است',
  WITHDRAWN: 'انصراف مشترک',
};

// Every code with which the server refuses a field, and «chosen» of our own, as a sentence about the label of the field.
const REFUSALS = {
  required: (field) => `«${field}» را وارد کنید.`,
  chosen: (field) => `«${field}» را انتخاب کنید.`,
  format: (field) => `«${field}» درست وارد نشده است.`,
  'check-digit': (field) => `رقم کنترل «${field}» درست نیست؛ رقمی اشتباه وارد شده است.`,
  'service-type': (field) => `«${field}» از قبض برق نیست.`,
  'too-short': (field) => `«${field}» کوتاه‌تر از اندازهٔ لازم است.`,
  'too-long': (field) => `«${field}» بلندتر از اندازهٔ مجاز است.`,
  characters: (field) => `«${field}» نویسه‌ای دارد که نمی‌توان ذخیره کرد.`,
  'unknown-value': (field) => `برای «${field}» یکی از گزینه‌ها را انتخاب کنید.`,
  'unknown-member': (field) => `«${field}» پذیرفته نشد.`,
  type: (field) => `«${field}» به این شکل پذیرفته نشد.`,
  range: (field) => `«${field}» خارج از محدودهٔ مجاز است.`,
  'in-future': (field) => `«${field}» نباید در آینده باشد.`,
  'in-past': (field) => `«${field}» گذشته است؛ زمانی پس از اکنون وارد کنید.`,
  'too-old': (field) => `«${field}» بیش از هفت روز پیش است.`,
  'before-outage': (field) => `«${field}» پیش از نخستین گزارش این خاموشی است.`,
  'unknown-element': () => 'در داده‌های شبکه چنین کدی نیست؛ کد پست یا فیدر، یا شناسهٔ قبض را وارد کنید.',
  'same-element': () => 'خاموشی همین حالا در همین محل است؛ محل دیگری را انتخاب کنید.',
  'unknown-outage': () => 'خاموشی‌ای با این شماره پیدا نشد.',
  'other-district': () => 'این محل از مدیریت دیگری است؛ بررسی آن با همان مدیریت است.',
  'element-has-outage': () => 'برای این محل خاموشی باز دیگری هست؛ همان را پیگیری کنید.',
};

/** @returns {string} why a field was refused, in the words of whoever fills the form in */
export function refusal(code, label) {
  const sentence = REFUSALS[code];
  return sentence ? sentence(label) : `«${label}» پذیرفته نشد.`;
}
