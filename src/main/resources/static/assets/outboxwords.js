// The words of the outbox page: what a code of ours is called by managers.

export const KIND = {
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

export const STATE = {
  OWED: 'در صف ارسال',
  ACCEPTED: 'فرستاده شد',
  DELIVERED: 'رسید',
  FAILED: 'نرسید',
  EXPIRED: 'مهلتش گذشت',
  HELD: 'نگه داشته شد',
  SUPERSEDED: 'کنار گذاشته شد',
  HANDED_TO_PERSON: 'ارجاع به تماس تلفنی',
};

/** What a state means, for whoever wonders. */
export const MEANING = {
  OWED: 'هنوز به درگاه پیامک داده نشده است؛ شاید برای صبح نگه داشته شده باشد.',
  ACCEPTED: 'درگاه پیامک آن را پذیرفته است و از رسیدن آن هنوز خبری نیست.',
  DELIVERED: 'به گیرنده رسیده است، یا درگاهی تنظیم نشده و رسیده به شمار می‌آید.',
  FAILED: 'درگاه پیامک آن را نپذیرفته یا گفته است که نرسید.',
  EXPIRED: 'تا پایان مهلت، هیچ درگاهی آن را نپذیرفت.',
  HELD: 'فرستاده نشد، چون سقف پیامک این شماره پر بود؛ وضعیت درخواست با کد رهگیری دیده می‌شود.',
  SUPERSEDED: 'فرستاده نشد، چون پیام جدیدتری جای آن را گرفت یا دیگر لازم نبود.',
  HANDED_TO_PERSON: 'یک همکار باید به مشترک تلفن کند یا تلفن کرده است.',
};

const ERROR = {
  timeout: 'درگاه در زمان مقرر پاسخ نداد',
  connection: 'ارتباط با درگاه برقرار نشد',
  refused: 'درگاه پیام را نپذیرفت',
  undelivered: 'درگاه گزارش داد که پیام نرسید',
  'no-result': 'درگاه دربارهٔ این پیام پاسخی نداد',
  'no-results': 'پاسخ درگاه خوانا نبود',
  'not-json': 'پاسخ درگاه خوانا نبود',
  'too-large': 'پاسخ درگاه بیش از اندازه بزرگ بود',
  interrupted: 'سامانه هنگام فرستادن خاموش شد',
  defect: 'خطایی در سامانه رخ داد',
  expired: 'مهلت فرستادن گذشت',
  'number-limit': 'سقف پیامک این شماره در یک ساعت یا یک شبانه‌روز پر بود',
};

/** @returns {string} why a try failed, with the code that the operator of the system knows */
export function error(code) {
  return ERROR[code] || 'درگاه پیامک خطا داد';
}
