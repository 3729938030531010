import type { Poll } from '../poll.ts';
import { words } from '../text.ts';

/** Who is counted together: whoever hides among others sees among whom. */
export function Counted({ poll }: { poll: Poll }) {
  const names = poll.list.flatMap((id) => poll.ready.find((one) => one.id === id)?.name ?? []);
  return names.length === 0 ? null : <p class="hint">{words().counted(names.join(', '))}</p>;
}
