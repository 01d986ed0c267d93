import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import CodeXml from '@lucide/svelte/icons/code-xml';
import CreditCard from '@lucide/svelte/icons/credit-card';
import Handshake from '@lucide/svelte/icons/handshake';
import Headset from '@lucide/svelte/icons/headset';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Megaphone from '@lucide/svelte/icons/megaphone';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Shapes from '@lucide/svelte/icons/shapes';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import Sparkles from '@lucide/svelte/icons/sparkles';

const icons = new Map<string, typeof Shapes>([
  ['marketing', Megaphone],
  ['sales', Handshake],
  ['support', Headset],
  ['ecommerce', ShoppingCart],
  ['payments', CreditCard],
  ['scheduling', CalendarDays],
  ['communication', MessagesSquare],
  ['analytics', ChartColumn],
  ['ai', Sparkles],
  ['productivity', ListChecks],
  ['developer-tools', CodeXml],
]);

/** The picture of a category; a stand-in for one that has none of its own. */
export function categoryIcon(id: string): typeof Shapes {
  return icons.get(id) ?? Shapes;
}
