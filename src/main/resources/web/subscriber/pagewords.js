// Words that the report and the status of a request say while somebody is at them: see words.js.
import {add} from './words.js';

const WORDS = {
  'page.title': ['روشن: خاموشی برق را خبر دهید', 'Roshan: report a power outage'],
  'page.brand': ['روشن', 'Roshan'],
  'page.busy': ['کمی صبر کنید…', 'One moment…'],

  'kept.forget': ['کد {code} از این دستگاه پاک شود', 'Remove the code {code} from this device'],
  'kept.forgotten': ['کد از این دستگاه پاک شد. درخواست شما همچنان ثبت است.', 'The code was removed from this device. The request itself stays.'],

  'report.send': ['ثبت درخواست', 'Send the report'],
  'waiting.kept': ['پاسخی نرسید. گزارش شما در این دستگاه مانده است و با برقراری ارتباط خودبه‌خود ارسال می‌شود؛ دو بار ثبت نمی‌شود.', 'No answer has come. Your report is kept on this device and is sent by itself when there is a connection; it is never registered twice.'],
  'waiting.refused': ['این گزارش پذیرفته نشد. آن را حذف کنید و از نو بنویسید، یا با ۱۲۱ تماس بگیرید.', 'This report was not accepted. Remove it and write it anew, or call 121.'],
  'waiting.old': ['این گزارش هنوز ارسال نشده است. اگر هنوز برق ندارید، آن را ارسال کنید.', 'This report has not been sent yet. If your power is still off, send it.'],
  'waiting.since': ['زمان گزارش: {when}', 'Written {when}'],
  'waiting.personal': ['تا ارسال یا حذف گزارش، شمارهٔ همراه و نشانی شما در این دستگاه می‌ماند و سپس پاک می‌شود. اگر عجله دارید با ۱۲۱ تماس بگیرید.', 'Your number and address stay on this device until the report is sent or removed. If it is urgent, call 121.'],
  'waiting.send': ['همین حالا ارسال شود', 'Send it now'],
  'waiting.throw-away': ['حذف این گزارش', 'Remove this report'],
  'waiting.thrown-away': ['گزارش از این دستگاه پاک شد و ارسال نمی‌شود.', 'The report was removed from this device and is not sent.'],
  'waiting.sent': ['گزارش شما ارسال شد؛ کد رهگیری: {code}', 'Your report was sent; tracking code: {code}'],
  'whereabouts.ask': ['افزودن موقعیت من', 'Add my location'],
  'whereabouts.why': ['اختیاری است و به اکیپ کمک می‌کند محل را پیدا کند.', 'It is up to you, and helps a crew to find the place.'],
  'whereabouts.asking': ['در حال یافتن موقعیت…', 'Finding the location…'],
  'whereabouts.known': ['موقعیت شما با دقت حدود {accuracy} متر به گزارش افزوده می‌شود. اگر اکنون در محل خاموشی نیستید، آن را حذف کنید.', 'Your location goes with the report, to within about {accuracy} metres. If you are not at the place of the outage now, remove it.'],
  'whereabouts.forget': ['حذف موقعیت', 'Remove the location'],
  'whereabouts.unknown': ['موقعیت پیدا نشد یا اجازه داده نشد؛ همان نشانی کافی است.', 'The location was not found or not allowed; the address is enough.'],
  'report.registered': ['درخواست شما ثبت شد.', 'Your request is registered.'],
  'report.already': ['این خاموشی را پیش از این با همین شماره گزارش داده‌اید و درخواست شما در دست پیگیری است؛ نیازی به گزارش دوباره نبود.', 'You have reported this outage with this number before, and your request is being followed up. There was no need to report it again.'],
  'report.tell-me': ['می‌خواهید شبِ پیش از خاموشی‌های با برنامهٔ این محل باخبر شوید؟', 'Shall we tell you of planned outages here the evening before?'],
  'report.sending': ['در حال ثبت…', 'Sending…'],

  ...inBothLanguages('hazard'),

  ...inBothLanguages('advice'),

  'call.121': ['تماس با ۱۲۱', 'Call 121'],
  'call.125': ['تماس با ۱۲۵', 'Call 125'],
  'call.115': ['تماس با ۱۱۵', 'Call 115'],

  'follow.keep': ['این کد را نگه دارید؛ در همین دستگاه نیز ذخیره شد.', 'Keep this code; it is kept on this device too.'],
  'follow.share': ['فرستادن پیوند پیگیری', 'Share the link'],
  'follow.shared': ['پیگیری درخواست رفع خاموشی با کد {code}', 'Follow the power outage request {code}'],
  'follow.link-copied': ['پیوند کپی شد.', 'The link was copied.'],
  'follow.copied': ['کد کپی شد.', 'The code was copied.'],
  'follow.not-copied': ['کد انتخاب شد؛ خودتان آن را کپی کنید.', 'The code is selected; please copy it yourself.'],
  'follow.refreshed': ['آخرین به‌روزرسانی: {when}', 'Last updated: {when}'],
  'follow.stale': ['ارتباط برقرار نیست؛ آنچه می‌بینید مربوط به {when} است.', 'There is no connection; what you see is of {when}.'],
  'follow.steps': ['پنج گام درخواست', 'The five steps'],
  'follow.result': ['نتیجه', 'The result'],
  'follow.message': ['پیامی که برایتان فرستاده شد', 'The message that was sent to you'],

  'danger.title': ['اکنون خطری هست', 'There is danger now'],
  'danger.intro': ['درخواست شما بی‌درنگ در اولویت قرار می‌گیرد و اگر اکیپ در راه باشد، از خطر باخبر می‌شود.', 'Your request is put first at once, and a crew that is on its way is told.'],
  'danger.what': ['چه خطری می‌بینید؟', 'What danger do you see?'],
  'danger.send': ['خطر را خبر می‌دهم', 'Report the danger'],
  'danger.done': ['خطر ثبت شد و درخواست شما در اولویت است.', 'The danger is registered, and your request comes first.'],

  'remark.title': ['توضیحی دارم', 'I have something to add'],
  'remark.intro': ['هر چه به یافتن خرابی یا رسیدن اکیپ کمک می‌کند بنویسید؛ کسی که این خاموشی را بررسی می‌کند آن را می‌بیند.', 'Write whatever helps to find the fault or to reach the place; whoever works on this outage sees it.'],
  'remark.text': ['توضیح', 'Remark'],
  'remark.send': ['فرستادن توضیح', 'Send the remark'],
  'remark.done': ['توضیح شما رسید.', 'Your remark has arrived.'],

  'back.title': ['برقم وصل شد', 'My power is back'],
  'back.intro': ['رسیدگی به این درخواست پایان می‌یابد. در توافقنامه این کار مانند انصراف است و غرامتی پرداخت نمی‌شود. کار برای همسایه‌هایی که گزارش داده‌اند ادامه دارد؛ اگر برق دوباره قطع شد، از نو گزارش دهید.', 'Nobody follows this request up any more. By the agreement this is a withdrawal, and no compensation is paid. The work goes on for neighbours who have reported; if the power fails again, please report anew.'],
  'back.send': ['برقم وصل است', 'My power is back'],
  'back.done': ['سپاس که خبر دادید. رسیدگی به این درخواست پایان یافت.', 'Thank you for telling us. This request has ended.'],

  'still-out.done': ['گزارش شما رسید و دوباره بررسی می‌کنیم.', 'Your report has arrived, and we are checking again.'],

  'feedback.done': ['سپاسگزاریم؛ نظر شما ثبت شد.', 'Thank you; your opinion is kept.'],

  'withdrawal.done': ['انصراف شما ثبت شد.', 'Your withdrawal is registered.'],

  ...inBothLanguages('state'),

  'sentence.not-planned': ['خاموشی با برنامه‌ای برای محل شما ثبت نشده است.', 'No planned outage is known for your place.'],
  'sentence.unknown': ['هنوز مشخص نیست این خاموشی با برنامه است یا نه.', 'It is not known yet whether this outage is planned.'],
  'sentence.planned-end-unknown': ['زمان پایان آن با پیامک اعلام می‌شود.', 'Its end is told to you by text message.'],
  'sentence.planned-over': ['زمان پایان آن گذشته است. اگر هنوز برق ندارید، از همین صفحه اطلاع دهید.', 'Its end has passed. If your power is still off, tell us below.'],
  'sentence.still-out': ['اگر هنوز برق ندارید، از همین صفحه اطلاع دهید.', 'If your power is still off, tell us below.'],
  'sentence.late': ['مهلت توافقنامه ({when}) گذشت و کار ادامه دارد. از تأخیر پوزش می‌خواهیم.', 'The agreed deadline ({when}) has passed, and the work goes on. We apologise for the delay.'],
  'sentence.withdrawn': ['طبق توافقنامه، در صورت انصراف غرامتی پرداخت نمی‌شود.', 'By the agreement, no compensation is paid after a withdrawal.'],

  'fact.reason': ['علت', 'Reason'],
  'fact.area': ['محدوده', 'Area'],
  'fact.deadline': ['مهلت رفع خاموشی', 'Agreed deadline'],
  'fact.estimate': ['زمان تقریبی وصل برق', 'Power expected back'],
  'fact.no-estimate': ['هنوز اعلام نشده است', 'Not announced yet'],
  'fact.submitted': ['زمان ثبت', 'Registered'],
  'fact.priority': ['اولویت', 'Priority'],
  'fact.planned-end': ['پایان خاموشی', 'Planned end'],
  'fact.cause': ['علت خاموشی', 'Cause'],
  'fact.restored': ['زمان وصل', 'Restored'],
  'fact.announced': ['زمان اعلام', 'Announced'],
  'fact.agreement': ['طبق توافقنامه', 'By the agreement'],
  'fact.within': ['در مهلت انجام شد', 'Kept in time'],
  'fact.not-within': ['پس از مهلت انجام شد', 'Later than agreed'],
  'fact.fee': ['هزینهٔ خدمت', 'Cost'],
  'fact.rials': ['{amount} ریال', '{amount} rials'],
  'fact.free': ['رایگان', 'Free of charge'],
  'fact.requests': ['تعداد گزارش‌ها', 'Reports'],

  ...inBothLanguages('step'),

  ...inBothLanguages('step-state'),

  ...inBothLanguages('priority'),

  ...inBothLanguages('outage-state'),

  ...inBothLanguages('outcome'),

  ...inBothLanguages('cause'),

  'refusal.fields-of-another': ['هنوز ارسال نشده است. موارد مشخص‌شده را اصلاح کنید.', 'Not sent yet. Please mend what is said below the fields.'],
  'refusal.fields': ['درخواست هنوز ثبت نشده است. موارد مشخص‌شده را اصلاح کنید.', 'Not sent yet. Please mend what is said below the fields.'],
  ...inBothLanguages('refusal'),
  'refusal.mobile': ['شمارهٔ همراه را مانند ۰۹۱۲۱۲۳۴۵۶۷ بنویسید.', 'Write the mobile number like 09121234567.'],
  'refusal.code': ['کد پیامک ۶ رقم است.', 'The code has six digits.'],
  'refusal.last4': ['چهار رقم وارد کنید.', 'Please enter four digits.'],
  'refusal.bill-id': ['شناسهٔ قبض ۶ تا ۱۳ رقم است.', 'A bill id has 6 to 13 digits.'],
  'refusal.unreachable': ['ارتباط برقرار نشد. اینترنت خود را بررسی کنید و دوباره تلاش کنید.', 'There was no connection. Please check your internet and try again.'],
  'refusal.too-many': ['در زمان کوتاهی بارها تلاش شد. {when} دوباره تلاش کنید، یا با ۱۲۱ تماس بگیرید.', 'There were many attempts in a short time. Please try again {when}, or call 121.'],
  'refusal.unavailable': ['سامانه موقتاً پاسخگو نیست؛ اطلاعات شما از دست نرفته است. {when} دوباره تلاش کنید.', 'The system is busy for a moment, and nothing was lost. Please try again {when}.'],
  'refusal.unavailable-soon': ['کمی دیگر', 'in a moment'],
  'refusal.failed': ['کار انجام نشد. دوباره تلاش کنید یا با ۱۲۱ تماس بگیرید.', 'That did not work. Please try again or call 121.'],

  'time.left': ['{span} دیگر', 'in {span}'],
  'time.ago': ['{span} پیش', '{span} ago'],
  'time.now': ['همین حالا', 'just now'],
  'time.and': [' و ', ' '],
  'time.days': ['{n} روز', '{n} d'],
  'time.hours': ['{n} ساعت', '{n} h'],
  'time.minutes': ['{n} دقیقه', '{n} min'],
  'time.seconds': ['{n} ثانیه', '{n} s'],
};

add(WORDS);
