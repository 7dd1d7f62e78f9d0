/** What the page has to tell: what happened and what to do next. */
import { create } from 'zustand';
import { CancelledError } from '../clients/channel.ts';
import { IntoneError } from '../core/errors.ts';

export interface NoticeItem {
  id: number;
  kind: 'info' | 'warning' | 'error';
  message: string;
  remedy: string;
}

export const useNotices = create<{ notices: NoticeItem[] }>(() => ({ notices: [] }));

let nextId = 1;

/** @returns the notice's id, to dismiss it once it is no longer true */
export function notify(kind: NoticeItem['kind'], message: string, remedy = ''): number {
  const id = nextId++;
  useNotices.setState(({ notices }) => {
    // The same thing said twice is said once.
    const others = notices.filter((notice) => notice.message !== message);
    return { notices: [...others, { id, kind, message, remedy }] };
  });
  return id;
}

export function notifyError(error: unknown): void {
  // Whoever cancels knows it.
  if (error instanceof CancelledError) return;
  if (error instanceof IntoneError) notify('error', error.message, error.remedy);
  else
    notify('error', error instanceof Error ? error.message : String(error), 'Reload the page and try again.');
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
