import { serverRequestParams } from '../../lib/protocol/generated/server-request-params';
import { asked, askedMethods } from './server-requests';

describe('the server requests that tests are made of', () => {
  it('cover every kind there is', () => {
    expect([...askedMethods].sort()).toEqual(Object.keys(serverRequestParams).sort());
  });

  it.each(askedMethods)('are valid: %s', (method) => {
    expect(serverRequestParams[method].decode(asked[method])).toMatchObject({ _tag: 'Right' });
  });
});
