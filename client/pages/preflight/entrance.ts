import type { ComponentType } from 'preact';
import { joinCall } from '../../call/call.ts';
import type { Chosen } from '../../call/local.ts';
import { prepareCall } from '../../call/prepare.ts';
import type { EquippedCall } from '../../tools/port.ts';
import type { Tab } from '../../tab/tab.ts';
import { ClassView, type ClassViewProps, fetchRoom } from '../class/classView.tsx';
import type { OpenedClass } from './openClass.ts';

export type Entered = { readonly call: EquippedCall; readonly View: ComponentType<ClassViewProps> };
/** Enters the class, once, under this name. Never rejects for what the server refuses: that shows in the call. */
export type Entrance = (name: string, devices: Chosen) => Promise<Entered>;

/**
 * The class itself, which is the page's second script: it is asked for at once, and prepares what entering takes while the
 * class is still being opened and the person reads.
 */
export const prepareEntrance = (tab: Tab, opening: Promise<OpenedClass>): Entrance => {
  const prepared = prepareCall(opening, tab);
  return async (name, devices) => {
    const opened = await opening;
    // Without a lobby one is in the room in a moment.
    if (opened.hostSecret || opened.charter.lobby === false) fetchRoom();
    const call = await joinCall({ ...opened, name, devices, prepared });
    return { call, View: ClassView };
  };
};
