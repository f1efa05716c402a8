import { type ReactNode, useState } from "react";

/** A box that is ticked at once, and stays so if the demo agrees. */
export function Switch({
  isOn,
  onTurn,
  children,
}: {
  isOn: boolean;
  onTurn: (isOn: boolean) => Promise<unknown>;
  children: ReactNode;
}) {
  const [ahead, setAhead] = useState<boolean>();
  const turn = async (now: boolean) => {
    setAhead(now);
    await onTurn(now);
    setAhead(undefined);
  };
  return (
    <label className="switch">
      <input
        type="checkbox"
        checked={ahead ?? isOn}
        onChange={({ currentTarget }) => void turn(currentTarget.checked)}
      />
      {children}
    </label>
  );
}
