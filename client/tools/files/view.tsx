import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useRoom } from '../../room/roomState.ts';
import { Switch } from '../../ui/fields.tsx';
import type { ToolParts } from '../port.ts';
import { FilesPanel } from './panel.tsx';
import { words } from './text.ts';
import type { FilesRoom } from './tool.ts';

/** Where files are found: a panel, which says how many one has not seen, and who may hand out, where the class is run. */
export const filesParts = (files: FilesRoom): ToolParts => ({
  panels: [
    {
      name: 'files',
      icon: 'file',
      word: () => words().title,
      View: () => <FilesPanel files={files} />,
      badge: () => {
        const count = Math.max(0, files.handouts.value.length - files.seen.value);
        return { count, words: words().unseen(count) };
      },
      shortcut: 'd',
      writes: false,
      narrow: () => 'menu',
    },
  ],
  shortcuts: [{ key: 'd', words: () => words().title, sends: false, press: (room) => room.openPanel('files') }],
  sections: { manage: () => <WhoGives files={files} /> },
  Over: () => <NewFiles files={files} />,
});

function WhoGives({ files }: { files: FilesRoom }) {
  const t = words();
  return (
    <section class="panel-section" aria-label={t.title}>
      <h3>{t.title}</h3>
      <Switch label={t.pupils} on={files.who.value === 'all'} onChange={(on) => files.allow(on ? 'all' : 'nobody')} />
    </section>
  );
}

/** Says that a file came while the panel was closed; not of those that were there before. */
function NewFiles({ files }: { files: FilesRoom }) {
  const room = useRoom();
  const known = useRef<ReadonlySet<string> | null>(null);
  useSignalEffect(() => {
    const handouts = files.handouts.value;
    if (!files.isRead.value) return;
    const before = known.current;
    known.current = new Set(handouts.map(({ file }) => file.id));
    const last = handouts.at(-1);
    if (!before || !last || before.has(last.file.id) || last.by === room.call.self || room.panel.peek() === 'files') return;
    const { came } = words();
    const who = room.call.people.peek().get(last.by);
    room.remark(came(who?.name ?? last.giver), who && { who, words: came });
  });
  return null;
}
