import { useState } from 'react';
import {
  Button,
  CameraIcon,
  CameraOffIcon,
  DeviceSummary,
  HearingRow,
  Input,
  Logo,
  MicrophoneIcon,
  MicrophoneOffIcon,
  Notice,
  PrejoinLayout,
  Preview,
  PreviewButton,
  Select,
  SpeakerIcon,
  SwitchCameraIcon,
  WarningIcon,
  WhoIsHere,
  useText,
} from '../src/index.ts';
import type { HearingRowProps } from '../src/index.ts';
import { DrawnPicture } from './drawn-tile.tsx';
import { david, jonas, mei, sofia } from './people.ts';
import { portraitUrl } from './portrait.ts';

export default { title: 'Screens/Prejoin' };

const nothing = () => undefined;
const one = (label: string) => [{ value: label, label }];

interface StoryProps {
  hearing?: HearingRowProps['state'];
  camera?: 'on' | 'off';
  blocked?: boolean;
}

function Prejoin({ hearing = 'heard', camera = 'on', blocked }: StoryProps) {
  const { t } = useText();
  const [name, setName] = useState('Sofia Lindqvist');
  const here = [jonas, mei, david].map((person) => ({ name: person.name, avatarUrl: portraitUrl(person) }));
  const muted = hearing === 'muted';
  return (
    <div style={{ blockSize: '100vh', overflow: 'auto' }}>
      <PrejoinLayout
        brand={
          <>
            <Logo name="Northwind Studio" size={32} />
            Northwind Studio
          </>
        }
        title="Atlas weekly review"
        subtitle={`${t('prejoin.startedAt', { time: '10:00' })} ${t('prejoin.recorded')}`}
        preview={
          <Preview
            camera={camera}
            name={name}
            picture={camera === 'on' ? <DrawnPicture person={sofia} /> : undefined}
            controls={
              <>
                <PreviewButton
                  icon={muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
                  label={t(muted ? 'controls.unmute' : 'controls.mute')}
                  alert={muted}
                  onPress={nothing}
                />
                <PreviewButton
                  icon={camera === 'on' ? <CameraIcon /> : <CameraOffIcon />}
                  label={t(camera === 'on' ? 'controls.stopVideo' : 'controls.startVideo')}
                  onPress={nothing}
                />
                <PreviewButton
                  icon={<SwitchCameraIcon />}
                  label={t('prejoin.switchCamera')}
                  onPress={nothing}
                />
              </>
            }
          />
        }
        hearing={<HearingRow state={hearing} level={hearing === 'heard' ? 0.43 : 0} />}
        devices={
          <>
            <Select
              look="card"
              labelHidden
              label={t('devices.camera')}
              icon={<CameraIcon />}
              options={one('FaceTime HD')}
              value="FaceTime HD"
              onChange={nothing}
            />
            <Select
              look="card"
              labelHidden
              label={t('devices.microphone')}
              icon={<MicrophoneIcon />}
              options={one('MacBook Pro')}
              value="MacBook Pro"
              onChange={nothing}
            />
            <Select
              look="card"
              labelHidden
              label={t('devices.speaker')}
              icon={<SpeakerIcon />}
              options={one('AirPods')}
              value="AirPods"
              onChange={nothing}
            />
          </>
        }
        deviceSummary={
          <DeviceSummary text="Front camera, iPhone mic" label={t('prejoin.devices')} onPress={nothing} />
        }
        people={<WhoIsHere people={here} />}
        name={
          <Input label={t('prejoin.name')} value={name} onChange={(event) => setName(event.target.value)} />
        }
        join={
          <Button tone="primary" size="large" type="submit">
            {t('prejoin.join')}
          </Button>
        }
        note={t('prejoin.joinWithBoth')}
        notice={
          blocked ? (
            <Notice tone="warning" icon={<WarningIcon />} detail={t('permission.help.chrome')}>
              {t('permission.deniedBothTitle')}
            </Notice>
          ) : undefined
        }
        onSubmit={nothing}
      />
    </div>
  );
}

export const Ready = () => <Prejoin />;
export const Silent = () => <Prejoin hearing="silent" />;
export const Muted = () => <Prejoin hearing="muted" camera="off" />;
export const Blocked = () => <Prejoin hearing="missing" camera="off" blocked />;
