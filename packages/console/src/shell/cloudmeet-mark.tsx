/** Our mark: three people, one of them speaking. Decoration: the name stands beside it. */
export function CloudMeetMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--cm-accent)" />
      <circle cx="14" cy="10.5" r="3.5" fill="var(--cm-on-accent)" />
      <circle cx="8.5" cy="18" r="3.5" fill="var(--cm-on-accent)" opacity=".75" />
      <circle cx="19.5" cy="18" r="3.5" fill="var(--cm-on-accent)" opacity=".75" />
    </svg>
  );
}
