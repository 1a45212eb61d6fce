import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import { OverflowTile } from './overflow-tile.tsx';
import { TileMenu } from './tile-menu.tsx';
import { Tile } from './tile.tsx';
import { VideoSurface } from './video-surface.tsx';

describe('Tile', () => {
  it('names the person, and says muted, speaking, hand and a weak connection in words', async () => {
    show(<Tile name="Mei Tanaka" cameraOn muted speaking hand={2} quality="fair" />);
    expect(screen.getByRole('figure', { name: 'Mei Tanaka' })).toBeTruthy();
    expect(screen.getByLabelText('Mei Tanaka is muted')).toBeTruthy();
    expect(screen.getByText('Mei Tanaka is speaking')).toBeTruthy();
    expect(screen.getByText('Hand raised, number 2')).toBeTruthy();
    expect(screen.getByText('Weak connection')).toBeTruthy();
    await expectAccessible();
  });

  it('says nothing of a good connection, a lowered hand, an open microphone', () => {
    show(<Tile name="Mei Tanaka" cameraOn quality="good" hand={null} />);
    expect(screen.queryByText(/connection|hand|muted/i)).toBeNull();
  });

  it('makes your own muted state unmistakable', () => {
    show(<Tile name="Sofia Lindqvist" self cameraOn muted />);
    expect(screen.getByText('You’re muted')).toBeTruthy();
  });

  it('shows your own camera as in a mirror, and others as they are', () => {
    const { container, rerender } = show(<Tile name="Sofia" self cameraOn />);
    const video = () => container.querySelector('video');
    expect(video()?.className).toContain('mirrored');
    rerender(<Tile name="Sofia" self cameraOn mirrored={false} />);
    expect(video()?.className).not.toContain('mirrored');
    rerender(<Tile name="Mei" cameraOn />);
    expect(video()?.className).not.toContain('mirrored');
  });

  it('shows an avatar instead of a black picture while the camera is off', () => {
    const { container } = show(<Tile name="Mei Tanaka" cameraOn={false} />);
    expect(container.querySelector('video')).toBeNull();
    expect(screen.getByText('MT')).toBeTruthy();
    expect(screen.getByText('Mei Tanaka’s camera is off')).toBeTruthy();
  });

  it('shows a name with markup as what was typed', () => {
    const name = '<img src=x onerror=alert(1)>';
    const { container } = show(<Tile name={name} cameraOn />);
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByText(name)).toBeTruthy();
  });

  it('has a menu whose button says whose it is', async () => {
    const onSelect = vi.fn();
    const menu = <TileMenu name="Mei" entries={[{ id: 'pin', label: 'Pin for me', onSelect }]} />;
    const { user } = show(<Tile name="Mei" cameraOn menu={menu} />);
    await user.click(screen.getByRole('button', { name: 'Actions for Mei' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Pin for me' }));
    expect(onSelect).toHaveBeenCalledOnce();
  });
});

describe('VideoSurface', () => {
  it('plays its stream without sound, changes it in place, and lets it go', () => {
    const [one, other] = [new MediaStream(), new MediaStream()];
    const { container, rerender, unmount } = show(<VideoSurface stream={one} label="Video of Mei" />);
    const video = container.querySelector('video');
    expect(video?.muted).toBe(true);
    expect(video?.srcObject).toBe(one);
    rerender(<VideoSurface stream={other} label="Video of Mei" />);
    expect(container.querySelector('video')).toBe(video);
    expect(video?.srcObject).toBe(other);
    unmount();
    expect(video?.srcObject).toBeNull();
  });

  it('hands its element over and lets it go', () => {
    const detach = vi.fn();
    const attach = vi.fn((video: HTMLVideoElement) => (video.tagName === 'VIDEO' ? detach : () => undefined));
    const { unmount } = show(<VideoSurface attach={attach} label="Video of Mei" />);
    expect(attach).toHaveBeenCalledOnce();
    unmount();
    expect(detach).toHaveBeenCalledOnce();
  });

  it('tells the size of its picture when that changes', () => {
    const onSize = vi.fn();
    const { container } = show(<VideoSurface onSize={onSize} label="Screen of Mei" />);
    const video = container.querySelector('video');
    expect(onSize).not.toHaveBeenCalled();
    Object.defineProperties(video ?? {}, { videoWidth: { value: 1920 }, videoHeight: { value: 1080 } });
    video?.dispatchEvent(new Event('resize'));
    expect(onSize).toHaveBeenCalledWith(1920, 1080);
  });
});

it('OverflowTile counts those without a place and opens their list', async () => {
  const onPress = vi.fn();
  const people = Array.from({ length: 16 }, (_, at) => ({ name: `Person ${at}` }));
  const { user } = show(<OverflowTile people={people} onPress={onPress} />);
  await user.click(screen.getByRole('button', { name: '16 more' }));
  expect(onPress).toHaveBeenCalledOnce();
  await expectAccessible();
});
