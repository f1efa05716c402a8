import { ask, useAsking, useSnapshot } from "../demo/demo.tsx";
import { Switch } from "../parts/switch.tsx";

const LATENCIES = [
  [0, "at once"],
  [300, "after 0.3 seconds, like the real one"],
  [2000, "after 2 seconds"],
  [8000, "after 8 seconds"],
] as const;

/** What Personio's interface does to the bot. The bot should say so kindly, and be well again by itself. */
export function Troubles() {
  const { personio } = useSnapshot();
  const { latencyMs, isDown, isLimited, hasToken, scopes } = personio;
  const [isPending, asking] = useAsking();
  const latencies = LATENCIES.some(([value]) => value === latencyMs)
    ? LATENCIES
    : [...LATENCIES, [latencyMs, `after ${latencyMs} ms`] as const];
  return (
    <>
      <div className="personio-head">
        <h1>API and troubles</h1>
      </div>
      <p className="faint">Make Personio’s API slow, broken or strict, then ask the bot something in Slack.</p>
      <section className="world-section" aria-label="How it behaves">
        <h2>How it behaves</h2>
        <label className="row">
          Answers
          <select
            className="native-select"
            value={latencyMs}
            onChange={({ currentTarget }) => void ask({ do: "trouble", latencyMs: Number(currentTarget.value) })}
          >
            {latencies.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <Switch isOn={isDown} onTurn={(isDown) => ask({ do: "trouble", isDown })}>
          Down: answers with errors (503)
        </Switch>
        <Switch isOn={isLimited} onTurn={(isLimited) => ask({ do: "trouble", isLimited })}>
          Over its limit: too many requests (429)
        </Switch>
      </section>
      <section className="world-section" aria-label="The bot’s token">
        <h2>The bot’s token</h2>
        <p>{hasToken ? "The bot holds a token." : "The bot holds no token now, and gets one when it asks next."}</p>
        <button
          type="button"
          className="button default"
          disabled={isPending || !hasToken}
          onClick={() => void asking({ do: "revokeTokens" })}
        >
          Take its token away
        </button>
      </section>
      <section className="world-section" aria-label="What the bot may do">
        <h2>What the bot may do</h2>
        <p className="faint">
          A token keeps what the bot might do when it got it. To see it without a right, take its token away too.
        </p>
        {scopes.map(({ name, isGranted }) => (
          <Switch
            key={name}
            isOn={isGranted}
            onTurn={(isOn) =>
              ask({
                do: "trouble",
                scopes: scopes.filter((one) => (one.name === name ? isOn : one.isGranted)).map((one) => one.name),
              })
            }
          >
            <code>{name}</code>
          </Switch>
        ))}
      </section>
    </>
  );
}
