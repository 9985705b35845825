import { print } from '../support/page-runtime';

/** What the application does with a text. */
export const render = (text: string): void => print(`render: ${text}`);
