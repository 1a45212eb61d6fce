import { ShareIcon, Tile } from '../src/index.ts';

/** A drawn slide in the place of a shared screen. */
export function StorySlide({ presenter }: { presenter: string }) {
  const bars = [
    [0, 178],
    [84, 198],
    [156, 188],
    [240, 208],
  ];
  const picture = (
    <svg viewBox="0 0 852 496" width="100%" height="100%" style={{ background: '#f6f3ec' }}>
      <text x="54" y="60" fontSize="16" fontWeight="580" fill="#8a6a35">
        Atlas rollout
      </text>
      <text x="54" y="110" fontSize="36" fontWeight="580" fill="#1d1b19">
        Lisbon moves first,
      </text>
      <text x="54" y="154" fontSize="36" fontWeight="580" fill="#1d1b19">
        the other sites follow
      </text>
      {bars.map(([x = 0, width = 0], row) => (
        <rect
          key={x}
          x={160 + x}
          y={194 + row * 36}
          width={width}
          height="22"
          rx="4"
          fill={row === 0 ? '#b9762c' : '#cfc7b4'}
        />
      ))}
    </svg>
  );
  return (
    <Tile
      name={presenter}
      cameraOn
      picture={picture}
      caption={
        <>
          <ShareIcon />
          {presenter} presents
        </>
      }
    />
  );
}
