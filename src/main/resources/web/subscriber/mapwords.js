// Words of the map, which comes when it is opened: see words.js.
import {add} from './words.js';

const WORDS = {
  'map.name': ['نقشهٔ شبکهٔ برق و جای خاموشی‌ها', 'Map of the network and of where it is dark'],
  'map.district': ['منطقهٔ {district}', 'District {district}'],
  'map.focus': ['جای خاموشی‌ها', 'Where it is dark'],
  'map.whole': ['همهٔ شبکه', 'The whole network'],
  'map.open': ['خاموشی جاری ({count})', 'Open outage ({count})'],
  'map.planned': ['خاموشی با برنامه، هم‌اکنون ({count})', 'Planned, now ({count})'],
  'map.probable': ['با برنامهٔ احتمالی ({count})', 'Planned, probable ({count})'],
  'map.dark': ['از خاموشی‌های جاری، {count} مورد روی نقشه است. شرح هر کدام در فهرست زیر آمده است.', 'On the map: {count} of the open outages. Each is told of in the list below.'],
  'map.dark-none': ['هیچ خاموشی جاری‌ای روی نقشه نیست.', 'No open outage is on the map.'],
  'map.list-only': ['{count} خاموشی دیگر روی نقشه نیست و فقط در فهرست آمده است.', '{count} more are not on the map and stand in the list alone.'],
  'map.planned-now': ['{count} خاموشی با برنامه هم‌اکنون در جریان است.', '{count} planned outages are under way.'],
  'map.coarse': ['مرزها تقریبی است. وضعیت دقیق محل خود را با شناسهٔ قبض بپرسید.', 'Borders are approximate. For your own place ask by your bill id.'],
  'map.until': ['خاموشی با برنامه تا {when}', 'Planned until {when}'],
  'map.until-probable': ['خاموشی با برنامهٔ احتمالی تا {when}', 'Planned, probable, until {when}'],
  'map.metres': ['{count} متر', '{count} m'],
  'map.kilometres': ['{count} کیلومتر', '{count} km'],
  'map.north': ['شمال', 'North'],
};

add(WORDS);
