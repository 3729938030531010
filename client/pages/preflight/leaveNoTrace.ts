import { ask } from '../../net/http.ts';
import { keptClasses } from '../../tab/keptClasses.ts';
import { isAnyInClass } from '../../tab/lease.ts';
import type { Tab } from '../../tab/tab.ts';

/**
 * After a class: this tab forgets it, and the server tells the browser to erase what this site stored (Clear-Site-Data). The
 * latter not on a browser that keeps the keys of classes: a teacher would lose them; nor while another tab is in a class, whose
 * way back it would erase: the last one does it. Resolves to whether there are such keys.
 */
export async function leaveNoTrace(tab: Tab): Promise<boolean> {
  await tab.erase();
  const keys = (await keptClasses()).size > 0;
  if (!keys && !(await isAnyInClass())) await ask('POST', '/api/leave', {});
  return keys;
}
