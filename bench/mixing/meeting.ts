import type { LayoutMap, MixedPerson, Mixer, MixerRequest } from '@cloudmeet/contracts';
import {
  recordTone,
  SyntheticParticipant,
  type Negotiate,
  type RecordedPicture,
  type SyntheticParticipantOptions,
} from '@cloudmeet/testing/media';
import { ControlClient, personOf } from '../../packages/media-server/tests/node/control-client.ts';
import { until } from '../../packages/media-server/tests/node/until.ts';

export interface MeetingPlan {
  people: number;
  /** The first so many send this picture. */
  cameras: number;
  picture: RecordedPicture;
  /** The first so many talk all the time; the others are muted. */
  unmuted: number;
}

type Media = Pick<SyntheticParticipantOptions, 'sound' | 'picture'>;

const tones = [220, 262, 294, 330, 349, 392, 440, 494, 523, 587];
const patienceMs = 60_000;
const joinsAtOnce = 5;

/** A room whose people are synthetic but whose connections are real: ICE, DTLS, SRTP and RTCP. */
export class Meeting {
  readonly control: ControlClient;
  readonly mixer: Mixer;
  readonly people: SyntheticParticipant[] = [];
  readonly #members: MixedPerson[] = [];
  /** Connections that failed and were made again. */
  retries = 0;
  #connections = 0;

  private constructor(control: ControlClient, mixer: Mixer) {
    this.control = control;
    this.mixer = mixer;
  }

  static async open(controlUrl: string): Promise<Meeting> {
    const control = await new ControlClient(controlUrl).connected();
    return new Meeting(control, await control.open());
  }

  /** The picture's tiles as the node said last. */
  get layout(): LayoutMap | undefined {
    return this.control.all('layout').at(-1)?.map;
  }

  get levels(): number {
    return this.control.all('levels').length;
  }

  /** Lets everybody of the plan join who is not there yet. */
  async fill(plan: MeetingPlan): Promise<void> {
    const startedMs = performance.now();
    const sounds = tones.slice(0, plan.unmuted).map((tone) => recordTone(tone, 4000));
    while (this.people.length < plan.people) {
      const first = this.people.length;
      const group = Array.from(
        { length: Math.min(joinsAtOnce, plan.people - first) },
        (_, index) => first + index,
      );
      const joined = group.map((index) => {
        const sound = index < plan.unmuted ? sounds[index % sounds.length] : undefined;
        return this.join(index + 1, sound, index < plan.cameras ? plan.picture : undefined);
      });
      await Promise.all(joined);
    }
    const tookMs = performance.now() - startedMs;
    console.log(
      `${String(this.people.length)} people joined in ${(tookMs / 1000).toFixed(1)} s, ${String(this.retries)} tries failed`,
    );
    await until(
      'everybody to receive a picture',
      () => this.people.every(({ video }) => video.frames > 0),
      patienceMs,
    );
  }

  async join(
    seed: number,
    sound?: readonly Buffer[],
    picture?: RecordedPicture,
  ): Promise<SyntheticParticipant> {
    const member = personOf({
      name: `Person ${String(seed)}`,
      audio: sound !== undefined,
      video: picture !== undefined,
    });
    this.#members.push(member);
    this.#tell();
    const participant = await this.#connect(member.participantId, seed, {
      ...(sound && { sound }),
      ...(picture && { picture }),
    });
    this.people.push(participant);
    return participant;
  }

  /** On a machine that has too much to do ICE may fail; people try again then, as a browser's page does. */
  async #connect(
    participantId: string,
    seed: number,
    media: Media,
    triesLeft = 5,
  ): Promise<SyntheticParticipant> {
    const connection = `c${String((this.#connections += 1))}`;
    try {
      const negotiate = this.#negotiate(participantId, connection);
      const participant = await SyntheticParticipant.join({ seed, negotiate, ...media });
      this.#request(participantId, { kind: 'view', connection, width: 1280, height: 720 });
      return participant;
    } catch (error) {
      if (triesLeft === 0) throw error;
      this.retries += 1;
      return this.#connect(participantId, seed, media, triesLeft - 1);
    }
  }

  /** The one who came first goes. */
  async leaveFirst(): Promise<void> {
    this.#members.shift();
    this.#tell();
    await this.people.shift()?.close();
  }

  /** Ends the connection to the node, and with it this part of the load. */
  async close(): Promise<void> {
    await Promise.all(this.people.map((one) => one.close()));
    this.control.send({ t: 'close', mixerId: this.mixer.id });
    this.control.close();
  }

  #tell(): void {
    this.control.room(this.mixer, this.#members);
  }

  #request(participantId: string, request: MixerRequest): void {
    this.control.send({ t: 'request', mixerId: this.mixer.id, participantId, request });
  }

  #negotiate(participantId: string, connection: string): Negotiate {
    return async ({ sdp, tracks }) => {
      this.#request(participantId, { kind: 'offer', connection, sdp, tracks });
      const answerOf = () =>
        this.control
          .all('reply')
          .find(({ reply }) => reply.kind !== 'uplink' && reply.connection === connection)?.reply;
      await until('the answer of the mixer', () => answerOf() !== undefined, patienceMs);
      const answer = answerOf();
      if (answer?.kind !== 'answer') throw new Error(`The mixer said ${JSON.stringify(answer)}.`);
      return answer.sdp;
    };
  }
}
