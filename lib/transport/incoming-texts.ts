import { Observable, type Subscriber } from 'rxjs';

/** The texts of one connection on their way to the client. */
export interface IncomingTexts {
  /** Hot: completes or errors when the connection ended, at once for whoever comes later. */
  readonly incoming$: Observable<string>;
  next(text: string): void;
  error(error: unknown): void;
  complete(): void;
}

/**
 * Makes the stream of a connection's texts. It does what a `Subject` does, for the path of every message: whoever is
 * subscribed when a text comes gets it, also if somebody comes or goes meanwhile.
 */
export const createIncomingTexts = (): IncomingTexts => {
  // Never changed, always replaced: whoever walks over it is not disturbed.
  let readers: readonly Subscriber<string>[] = [];
  let end: ((reader: Subscriber<string>) => void) | undefined;

  const finish = (how: (reader: Subscriber<string>) => void): void => {
    if (end) return;
    end = how;
    const last = readers;
    readers = [];
    last.forEach(how);
  };

  return {
    incoming$: new Observable((reader) => {
      if (end) return end(reader);
      readers = [...readers, reader];
      reader.add(() => {
        readers = readers.filter((other) => other !== reader);
      });
    }),
    next: (text) => {
      const now = readers;
      for (let at = 0; at < now.length; at += 1) now[at]!.next(text);
    },
    error: (error) => finish((reader) => reader.error(error)),
    complete: () => finish((reader) => reader.complete()),
  };
};
