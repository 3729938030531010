const dayMs = 24 * 60 * 60_000;
/** A lesson may be kept so long, in days. */
const longest = 365;
/** The end of a school year: the end of July. */
const [endMonth, endDay] = [6, 31];
/** Nobody keeps something for less, in days. */
const shortest = 30;

const pad = (part: number): string => String(part).padStart(2, '0');
/** A day where the person is, as 2027-07-31. */
export const dayOf = (date: Date): string => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

/** When a lesson made today is to be destroyed: at the end of the school year, unless the teacher says otherwise. */
export const proposedEnd = (now: Date): string => {
  const end = new Date(now.getFullYear(), endMonth, endDay);
  if (end.getTime() - now.getTime() < shortest * dayMs) end.setFullYear(end.getFullYear() + 1);
  return dayOf(end);
};

export const lastEnd = (now: Date): string => dayOf(new Date(now.getTime() + longest * dayMs));
