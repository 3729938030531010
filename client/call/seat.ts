/** What this tab keeps of its seat, so that a reload brings it back: in sessionStorage only, gone with the tab. */
const keyOf = (classId: string): string => `ardoise-seat:${classId}`;

export const keepSeat = (classId: string, token: string): void => sessionStorage.setItem(keyOf(classId), token);
export const seatOf = (classId: string): string | null => sessionStorage.getItem(keyOf(classId));
export const forgetSeat = (classId: string): void => sessionStorage.removeItem(keyOf(classId));
