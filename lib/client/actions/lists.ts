import { map, toArray } from 'rxjs';
import type { ClientCore } from '../core.js';
import { listPages } from '../list-pages.js';
import type { CodexActions } from './codex-actions.js';
import { readAgain, readThenFollow } from './live-read.js';

/** Makes the lists that a client can follow. */
export const createLists = (
  core: ClientCore,
): Pick<
  CodexActions,
  'listModels' | 'searchThreads' | 'skills$' | 'apps$' | 'projects$' | 'remoteControl$'
> => ({
  listModels: (params, options) =>
    listPages((cursor) => core.request('model/list', { ...params, cursor }, options)),
  searchThreads: (params, options) =>
    listPages((cursor) => core.request('thread/search', { ...params, cursor }, options)),
  skills$: readAgain(
    () => core.request('skills/list', {}).pipe(map(({ data }) => data)),
    core.on('skills/changed'),
  ),
  apps$: readThenFollow(
    () => listPages((cursor) => core.request('app/list', { cursor })).pipe(toArray()),
    core.on('app/list/updated'),
    (_, { data }) => [...data],
  ),
  projects$: readAgain(
    () => listPages((cursor) => core.request('project/list', { cursor })).pipe(toArray()),
    core.on('project/changed'),
  ),
  remoteControl$: readThenFollow(
    () => core.request('remoteControl/status/read', {}),
    core.on('remoteControl/status/changed'),
    (_, status) => status,
  ),
});
