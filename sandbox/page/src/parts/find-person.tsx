/** Narrows a list of people down. */
export function FindPerson({
  typed,
  onType,
  className = "text-input",
}: {
  typed: string;
  onType: (typed: string) => void;
  className?: string;
}) {
  return (
    <input
      type="search"
      className={className}
      placeholder="Find a person"
      aria-label="Find a person"
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
