import { from } from 'rxjs';
import { print } from '../support/page-runtime';

interface Ticket {
  readonly id: string;
  readonly title: string;
}

const all: readonly Ticket[] = [
  { id: 'A-1', title: 'The login is slow' },
  { id: 'B-2', title: 'The logo is gone' },
];

/** The app's tickets. */
export const tickets = {
  title: (id: string): string => {
    print(`title: ${id}`);
    return all.find((ticket) => ticket.id === id)?.title ?? 'There is none.';
  },
  search: (query: string, limit: number): string =>
    JSON.stringify(all.filter(({ title }) => title.includes(query)).slice(0, limit)),
  has: (id: string): boolean => all.some((ticket) => ticket.id === id),
  count: (): Promise<number> => Promise.resolve(all.length),
  newest$: from<readonly Ticket[]>([...all].reverse()),
};
