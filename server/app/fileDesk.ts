import type { Classroom } from '../classroom/classroom.ts';
import { filePart, requireGiver } from '../classroom/files/files.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { PartAsked } from '../transport/http/class/files.ts';
import type { Directory } from './directory.ts';

/** The way from HTTP to the files of the classes that run. Each refuses with `not-found` where none runs. */
export const openFileDesk = (directory: Directory) => {
  const classOf = ({ classId }: PartAsked): Classroom => {
    const running = directory.running(classId);
    if (!running) throw new Refusal('not-found');
    return running.classroom;
  };
  return {
    expects: (asked: PartAsked) => requireGiver(classOf(asked), asked.person, asked.file),
    take: (asked: PartAsked, box: Buffer) => {
      const where = classOf(asked);
      // Whoever was allowed when the part began may not be any more.
      requireGiver(where, asked.person, asked.file);
      where.files.add(asked.file, asked.part, box);
    },
    give: (asked: PartAsked) => filePart(classOf(asked), asked.person, asked),
  };
};
