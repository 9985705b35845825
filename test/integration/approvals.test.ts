import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstValueFrom, map, mergeMap, NEVER, of, toArray, type Observable } from 'rxjs';
import type { Approval, CommandApproval, FileChangeApproval, TurnResult } from '../../lib/index';
import { askPerson, declineAfter, decideBy } from '../../lib/index';
import { applyPatch, command, text, type ModelScript } from '../../lib/testing';
import { withRealCodex, type RealCodex } from '../support/real-codex';

const escalated =
  (shell: string): ModelScript =>
  ({ call }) =>
    call === 0 ? command(shell, { escalated: true, justification: 'May I?' }) : text('went on');

const patch: ModelScript = ({ call }) =>
  call === 0
    ? applyPatch('*** Begin Patch\n*** Add File: added.txt\n+hello\n*** End Patch')
    : text('went on');

/** Runs one turn while approvals are decided, and says how it ended and what the item that asked came to. */
const decided = async (
  script: ModelScript,
  decide: (approval: Approval) => unknown,
  look: (real: RealCodex, result: TurnResult, settled: readonly unknown[]) => void,
): Promise<void> =>
  withRealCodex({ script }, async (real) => {
    const { client, codex } = real;
    const settled: unknown[] = [];
    const answers: unknown[] = [];
    client.approvals$.subscribe((approval) => {
      approval.settled$.subscribe((how) => settled.push(how));
      answers.push(decide(approval));
    });
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const result = await firstValueFrom(thread.run('go'));
    expect(answers).toEqual([true]);
    look(real, result, settled);
    expect(codex.model.errors).toEqual([]);
  });

const asCommand = (approval: Approval): CommandApproval => {
  if (approval.kind !== 'command') throw new Error(`a ${approval.kind} approval came`);
  return approval;
};
const asFileChange = (approval: Approval): FileChangeApproval => {
  if (approval.kind !== 'fileChange') throw new Error(`a ${approval.kind} approval came`);
  return approval;
};

describe('a command', () => {
  test.each<[string, (approval: CommandApproval) => boolean, boolean, string, string]>([
    ['accept', (one) => one.accept(), true, 'completed', 'completed'],
    [
      'acceptWithExecpolicyAmendment',
      (one) => one.acceptWithExecpolicyAmendment(),
      true,
      'completed',
      'completed',
    ],
    ['decline', (one) => one.decline(), false, 'declined', 'completed'],
    ['cancel', (one) => one.cancel(), false, 'declined', 'interrupted'],
  ])('%s', (_, decide, runs, item, turn) =>
    decided(
      escalated("touch 'marker'"),
      (approval) => decide(asCommand(approval)),
      ({ codex }, { items, status }, settled) => {
        expect(existsSync(join(codex.cwd, 'marker'))).toBe(runs);
        expect(items.find(({ type }) => type === 'commandExecution')).toMatchObject({ status: item });
        expect([status, settled]).toEqual([turn, [expect.objectContaining({ by: 'approval' })]]);
      },
    ),
  );

  test('says what is asked, why, and what was offered', () =>
    decided(
      escalated("touch 'marker'"),
      (approval) => {
        const { display, reason, decisions } = asCommand(approval);
        expect([display.text, display.changed]).toEqual([expect.stringContaining("touch 'marker'"), false]);
        expect([reason?.text, decisions?.includes('accept')]).toEqual(['May I?', true]);
        return approval.decline();
      },
      (_, { status }) => expect(status).toBe('completed'),
    ));

  test('consent for the session that was not offered is declined, and nothing runs', () =>
    withRealCodex({ script: escalated("touch 'marker'") }, async ({ client, codex }) => {
      const answers: boolean[] = [];
      client.approvals$.subscribe((one) => answers.push(asCommand(one).acceptForSession(), one.accept()));
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const { status } = await firstValueFrom(thread.run('go'));
      expect([status, answers]).toEqual(['completed', [false, false]]);
      expect(existsSync(join(codex.cwd, 'marker'))).toBe(false);
    }));

  test('an interrupt withdraws it: nothing runs, and it cannot be answered any more', () =>
    withRealCodex({ script: escalated("touch 'marker'") }, async ({ client, codex }) => {
      const asked = firstValueFrom(client.approvals$);
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const turn = await firstValueFrom(thread.startTurn('go'));
      const approval = await asked;
      await firstValueFrom(turn.interrupt());
      expect(await firstValueFrom(turn.result$)).toMatchObject({ status: 'interrupted' });
      expect((await firstValueFrom(approval.settled$)).by).toMatch(/^(turn|server)$/);
      expect([approval.accept(), existsSync(join(codex.cwd, 'marker'))]).toEqual([false, false]);
    }));
});

describe('file changes', () => {
  test.each<[string, (approval: FileChangeApproval) => boolean, boolean, string]>([
    ['accept', (one) => one.accept(), true, 'completed'],
    ['acceptForSession', (one) => one.acceptForSession(), true, 'completed'],
    ['decline', (one) => one.decline(), false, 'completed'],
    ['cancel', (one) => one.cancel(), false, 'interrupted'],
  ])('%s', (_, decide, applied, turn) =>
    decided(
      patch,
      (approval) => decide(asFileChange(approval)),
      ({ codex }, { status }) => {
        const file = join(codex.cwd, 'added.txt');
        expect([existsSync(file), status]).toEqual([applied, turn]);
        if (applied) expect(readFileSync(file, 'utf8')).toBe('hello\n');
      },
    ),
  );
});

describe('policies', () => {
  const run = (policy: (approvals$: Observable<Approval>) => Observable<unknown>) =>
    withRealCodex({ script: escalated("touch 'marker'") }, async ({ client, codex }) => {
      policy(client.approvals$).subscribe();
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const { status } = await firstValueFrom(thread.run('go'));
      expect(status).toBe('completed');
      ran = existsSync(join(codex.cwd, 'marker'));
    });
  let ran: boolean | undefined;
  beforeEach(() => (ran = undefined));

  test('a rule accepts what it knows', async () => {
    await run((approvals$) =>
      approvals$.pipe(decideBy(({ kind }) => (kind === 'command' ? 'accept' : undefined))),
    );
    expect(ran).toBe(true);
  });

  test('a person is asked, and says yes', async () => {
    await run((approvals$) => approvals$.pipe(askPerson(() => of(true))));
    expect(ran).toBe(true);
  });

  test('who is not answered in time is declined', async () => {
    await run((approvals$) =>
      approvals$.pipe(
        declineAfter(50),
        askPerson(() => NEVER),
      ),
    );
    expect(ran).toBe(false);
  });
});

test('a handler that never settles delays no other turn', () => {
  const never = { 'item/commandExecution/requestApproval': () => NEVER } as const;
  const script: ModelScript = ({ prompt, call }) => {
    if (prompt !== 'ask') return text(Array.from({ length: 20 }, (_, index) => `${index} `));
    return call === 0 ? command("touch 'marker'", { escalated: true }) : text('went on');
  };
  return withRealCodex({ script, client: { handlers: never } }, async ({ client, codex }) => {
    const asked = firstValueFrom(client.serverRequests$);
    const stuck = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(stuck.startTurn('ask'));
    await asked;
    const others = await firstValueFrom(
      of(...Array.from({ length: 50 }, (_, index) => index)).pipe(
        mergeMap(() => client.startThread({ cwd: codex.cwd }).pipe(mergeMap((thread) => thread.run('talk')))),
        map(({ status }) => status),
        toArray(),
      ),
    );
    expect(others).toEqual(Array.from({ length: 50 }, () => 'completed'));
    await firstValueFrom(turn.interrupt());
    expect(existsSync(join(codex.cwd, 'marker'))).toBe(false);
  });
});
