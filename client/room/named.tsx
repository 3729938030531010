import type { Mistakable } from '../names/likeness.ts';
import type { Named } from '../state/call.ts';
import { text } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import './named.css';
import './people.css';

/** A name, kept apart from the direction of what stands around it. */
export function Name({ name }: { name: string }) {
  return <bdi>{name || text.value.room.nameless}</bdi>;
}

/** A sentence about somebody. The words come from `text/`, which says where the name goes. */
export function Sentence({ words, name }: { words: (name: string) => string; name: string }) {
  // A control character cannot stand in a name or a text: it marks the place.
  const [before = '', ...after] = words('\u0000').split('\u0000');
  if (after.length === 0) return before;
  return (
    <>
      {before}
      <Name name={name} />
      {after.join(name)}
    </>
  );
}

/** What a host has made of somebody; nothing for a student. */
export function RoleTag({ role }: Pick<Named, 'role'>) {
  return role === 'student' ? null : <span class="tag">{text.value.codes.roles[role]}</span>;
}

/** In words: for whom somebody could be taken. */
export function mistakenFor({ name, holds }: Mistakable): string {
  const t = text.value.room.sameName;
  return holds ? t.holds(name) : t.student(name);
}

/** Says that a name looks like another's who is here; as a warning if that is the teacher's. */
export function SameName({ of }: { of: Mistakable | null }) {
  if (!of) return null;
  const t = text.value.room.sameName;
  return (
    <span class="same-name" data-holds={of.holds}>
      {of.holds && <Icon name="warning" />}
      <span>
        <Sentence words={of.holds ? t.holds : t.student} name={of.name} />
      </span>
    </span>
  );
}

/** What must be known beside a name. */
export function NameTags({ who: { role, mistakable } }: { who: Named }) {
  return (
    <>
      <RoleTag role={role} />
      <SameName of={mistakable} />
    </>
  );
}
