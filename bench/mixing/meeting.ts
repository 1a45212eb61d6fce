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
  /** Share of packets that everybody loses, up and down. Default none. */
  loss?: { up: number; down: number };
}

type Media = Pick<SyntheticParticipantOptions, 'sound' | 'picture' | 'loss'>;

/** Somebody in the meeting, over whatever connection they have now. */
interface Seat {
  member: MixedPerson;
  seed: number;
  media: Media;
  connection: string;
  participant: SyntheticParticipant;
}

const tones = [220, 262, 294, 330, 349, 392, 440, 494, 523, 587];
const patienceMs = 60_000;
const joinsAtOnce = 10;
/** As many as one process can play: in a real meeting each has a machine of their own. */
const returnsAtOnce = 15;

/** A writer of rooms that is silent for ten seconds is gone for the node. */
export function pingEverySecond(control: ControlClient): NodeJS.Timeout {
  let n = 0;
  return setInterval(() => control.send({ t: 'ping', n: (n += 1) }), 1000);
}

/** A room whose people are synthetic but whose connections are real: ICE, DTLS, SRTP and RTCP. */
export class Meeting {
  readonly control: ControlClient;
  readonly mixer: Mixer;
  /** Connections that failed and were made again. */
  retries = 0;
  readonly #seats: Seat[] = [];
  readonly #members: MixedPerson[] = [];
  readonly #pings: NodeJS.Timeout;
  #connections = 0;
  #returning = 0;
  #failure: Error | undefined;

  private constructor(control: ControlClient, mixer: Mixer) {
    this.control = control;
    this.mixer = mixer;
    this.#pings = pingEverySecond(control);
  }

  static async open(controlUrl: string): Promise<Meeting> {
    const control = await new ControlClient(controlUrl).connected();
    return new Meeting(control, await control.open());
  }

  /** In the order in which they came. */
  get people(): readonly SyntheticParticipant[] {
    return this.#seats.map(({ participant }) => participant);
  }

  /** The picture's tiles as the node said last. */
  get layout(): LayoutMap | undefined {
    return this.control.all('layout').at(-1)?.map;
  }

  /** Lets everybody of the plan join who is not there yet. */
  async fill(plan: MeetingPlan): Promise<void> {
    const startedMs = performance.now();
    const sounds = tones.slice(0, plan.unmuted).map((tone) => recordTone(tone, 4000));
    const mediaOf = (index: number): Media => {
      const sound = index < plan.unmuted ? sounds[index % sounds.length] : undefined;
      return {
        ...(sound && { sound }),
        ...(index < plan.cameras && { picture: plan.picture }),
        ...(plan.loss && { loss: plan.loss }),
      };
    };
    for (let first = this.#seats.length; first < plan.people; first = this.#seats.length) {
      const count = Math.min(joinsAtOnce, plan.people - first);
      const group = Array.from({ length: count }, (_, index) => first + index);
      await Promise.all(group.map((index) => this.join(index + 1, mediaOf(index))));
    }
    const tookSeconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(
      `${String(plan.people)} people joined in ${tookSeconds} s, ${String(this.retries)} tries failed`,
    );
    const everybodySees = () => this.people.every(({ video }) => video.frames > 0);
    await until('everybody to receive a picture', everybodySees, patienceMs);
  }

  async join(seed: number, media: Media): Promise<void> {
    const { sound, picture } = media;
    const name = `Person ${String(seed)}`;
    const member = personOf({ name, audio: sound !== undefined, video: picture !== undefined });
    this.#members.push(member);
    this.#tell();
    const connected = await this.#connect(member.participantId, seed, media);
    this.#seats.push({ member, seed, media, ...connected });
  }

  /** Takes somebody in whose connection is made elsewhere, as by a browser: gives how it is negotiated. */
  admit(name: string): Negotiate {
    const member = personOf({ name });
    this.#members.push(member);
    this.#tell();
    const connection = `c${String((this.#connections += 1))}`;
    const negotiate = this.#negotiate(member.participantId, connection);
    return async (offer) => {
      const answer = await negotiate(offer);
      this.#request(member.participantId, { kind: 'view', connection, width: 1280, height: 720 });
      return answer;
    };
  }

  /** Somebody who is no synthetic participant: `connect` makes the connection, and shows the picture in full. */
  async joinAs(name: string, connect: (negotiate: Negotiate) => Promise<void>): Promise<string> {
    const member = personOf({ name, audio: true, video: true });
    this.#members.push(member);
    this.#tell();
    const { participantId } = member;
    const connection = `c${String((this.#connections += 1))}`;
    await connect(this.#negotiate(participantId, connection));
    this.#request(participantId, { kind: 'view', connection, width: 1280, height: 720 });
    return participantId;
  }

  /**
   * Whoever the node says that it has lost begins to connect again, as a browser's page does at once; to be called again
   * and again. @throws what went wrong with those before
   */
  returnLost(): void {
    if (this.#failure) throw this.#failure;
    const lost = new Set(
      this.control.all('reply').flatMap(({ reply }) => (reply.kind === 'lost' ? [reply.connection] : [])),
    );
    const seats = this.#seats.filter(({ connection }) => lost.has(connection));
    for (const seat of seats.slice(0, returnsAtOnce - this.#returning)) {
      this.#returning += 1;
      void this.#return(seat)
        .catch(
          (error: unknown) => (this.#failure = new Error('Somebody did not come back', { cause: error })),
        )
        .finally(() => (this.#returning -= 1));
    }
  }

  async #return(seat: Seat): Promise<void> {
    const before = seat.participant;
    seat.connection = '';
    Object.assign(seat, await this.#connect(seat.member.participantId, seat.seed, seat.media));
    await before.close();
  }

  /** The one who came first goes. */
  async leaveFirst(): Promise<void> {
    this.#members.shift();
    this.#tell();
    await this.#seats.shift()?.participant.close();
  }

  /** Ends the connection to the node, and with it this part of the load. */
  async close(): Promise<void> {
    clearInterval(this.#pings);
    await Promise.all(this.people.map((one) => one.close()));
    this.control.send({ t: 'close', mixerId: this.mixer.id });
    this.control.close();
  }

  /** On a machine that has too much to do ICE may fail; people try again then, as a browser's page does. */
  async #connect(
    participantId: string,
    seed: number,
    media: Media,
    triesLeft = 5,
  ): Promise<Pick<Seat, 'connection' | 'participant'>> {
    const connection = `c${String((this.#connections += 1))}`;
    try {
      const negotiate = this.#negotiate(participantId, connection);
      const participant = await SyntheticParticipant.join({ seed, negotiate, ...media });
      this.#request(participantId, { kind: 'view', connection, width: 1280, height: 720 });
      return { connection, participant };
    } catch (error) {
      if (triesLeft === 0) throw error;
      this.retries += 1;
      return this.#connect(participantId, seed, media, triesLeft - 1);
    }
  }

  #tell(): void {
    this.control.room(this.mixer, this.#members);
  }

  #request(participantId: string, request: MixerRequest): void {
    this.control.send({ t: 'request', mixerId: this.mixer.id, participantId, request });
  }

  #negotiate(participantId: string, connection: string): Negotiate {
    return async ({ sdp, tracks }) => {
      const answers = () =>
        this.control
          .all('reply')
          .filter(({ reply }) => reply.kind !== 'uplink' && reply.connection === connection);
      const before = answers().length;
      this.#request(participantId, { kind: 'offer', connection, sdp, tracks });
      const answerOf = () => answers()[before]?.reply;
      await until('the answer of the mixer', () => answerOf() !== undefined, patienceMs);
      const answer = answerOf();
      if (answer?.kind !== 'answer') throw new Error(`The mixer said ${JSON.stringify(answer)}.`);
      return answer.sdp;
    };
  }
}
