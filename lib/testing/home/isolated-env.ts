/** What the environment of an isolated codex depends on. */
export interface IsolatedEnvOptions {
  /** CODEX_HOME. */
  readonly path: string;
  /** The home folder of the programs that codex runs. */
  readonly userHome: string;
  /** Whether proxy variables lead nowhere. */
  readonly offline: boolean;
}

/** The port that RFC 863 gives to the discard service, which hardly any machine runs: connections are refused. */
const deadProxy = 'http://127.0.0.1:9';

const loopback = '127.0.0.1,localhost,::1';

/**
 * The variables that keep codex and what it runs away from the user's own files and from the network.
 *
 * They are laid over an environment and cannot take variables out of it; the tokens that codex would take from there are
 * emptied.
 */
export const isolatedEnv = ({ path, userHome, offline }: IsolatedEnvOptions): Record<string, string> => ({
  CODEX_HOME: path,
  // Otherwise an inherited one would keep the state of threads elsewhere.
  CODEX_SQLITE_HOME: path,
  HOME: userHome,
  OPENAI_API_KEY: '',
  CODEX_API_KEY: '',
  CODEX_ACCESS_TOKEN: '',
  // A proxy of the user's must not come between codex and the scripted model.
  NO_PROXY: loopback,
  no_proxy: loopback,
  ...(offline && {
    HTTP_PROXY: deadProxy,
    HTTPS_PROXY: deadProxy,
    ALL_PROXY: deadProxy,
    http_proxy: deadProxy,
    https_proxy: deadProxy,
    all_proxy: deadProxy,
  }),
});
