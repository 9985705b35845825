import { endCases } from './contract-ends.js';
import { messageCases } from './contract-messages.js';
import { contractSession, type ContractPeer } from './contract-session.js';

/**
 * The cases that every transport must pass.
 *
 * @param make makes the other side, once for each case; `ContractPeer` says what that has to do
 */
export const transportContract = (name: string, make: () => ContractPeer | Promise<ContractPeer>): void => {
  describe(`${name} keeps the contract of a transport:`, () => {
    const session = contractSession(make);
    messageCases(session);
    endCases(session);
  });
};
