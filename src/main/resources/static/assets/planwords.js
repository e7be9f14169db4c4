// The words of the planning office's page: what a code of ours is called there.

export const KIND = {
  MAINTENANCE: 'تعمیرات',
  LOAD_MANAGEMENT: 'مدیریت بار',
  OTHER: 'خاموشی با برنامه',
};

export const ELEMENT = {
  SERVICE_POINT: 'محل اشتراک',
  TRANSFORMER: 'پست توزیع',
  FEEDER: 'فیدر',
  SUBSTATION: 'پست فوق توزیع',
};

/** Why a line is unread. */
export const LINE = {
  'not-understood': 'نه ساعت است و نه محل',
  time: 'ساعتش به‌روشنی خوانده نمی‌شود',
  'no-time': 'پیش از آن ساعتی خوانده نشده است',
  'no-place': 'برای این ساعت محلی نیامده است',
  'other-day': 'از روز دیگری است',
  contradiction: 'می‌گوید خاموشی نیست، ولی ساعت و محل آمده است',
  characters: 'نویسه‌هایی دارد که خوانده نمی‌شود',
  'too-long': 'بلندتر از نام یک محل است',
};
