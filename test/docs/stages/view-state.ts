import { print } from '../support/page-runtime';

export const render = (text: string): void => print(`render ${text}`);
