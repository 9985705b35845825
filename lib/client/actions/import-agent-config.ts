import type { Observable } from 'rxjs';
import type {
  ExternalAgentConfigImportParams,
  ExternalAgentConfigImportTypeResult,
} from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { either, type EitherOf } from './either.js';
import { follow, type FollowSink } from './follow.js';

/** How far an import is. */
export interface AgentConfigImport {
  readonly importId: string;
  readonly itemTypeResults: readonly ExternalAgentConfigImportTypeResult[];
  readonly complete: boolean;
}

type ImportMethod = 'externalAgentConfig/import/progress' | 'externalAgentConfig/import/completed';

/**
 * Cold: imports the configuration of another agent (`externalAgentConfig/import`): emits how far it is
 * (`externalAgentConfig/import/progress`), at last that it is complete (`externalAgentConfig/import/completed`), and
 * completes. Unsubscribing only stops waiting: an import cannot be taken back.
 */
export const importAgentConfig = (
  core: ClientCore,
  params: ExternalAgentConfigImportParams,
): Observable<AgentConfigImport> => {
  let early: EitherOf<ImportMethod>[] = [];
  const tell = (
    { method, params: event }: EitherOf<ImportMethod>,
    importId: string,
    sink: FollowSink<AgentConfigImport>,
  ): void => {
    if (event.importId !== importId) return;
    const complete = method === 'externalAgentConfig/import/completed';
    sink.next({ importId, itemTypeResults: event.itemTypeResults, complete });
    if (complete) sink.complete();
  };
  return follow(core, {
    start: (options) => core.request('externalAgentConfig/import', params, options),
    events$: either(core, 'externalAgentConfig/import/progress', 'externalAgentConfig/import/completed'),
    answered: ({ importId }, sink) => {
      for (const event of early) tell(event, importId, sink);
      early = [];
    },
    happened: (event, response, sink) => {
      if (response === undefined) early.push(event);
      else tell(event, response.importId, sink);
    },
    stop: () => true,
  });
};
