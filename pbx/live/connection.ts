import { backOff } from '../backOff';
import { pause } from '../clock';
import { socketAddress, subscribeMessage, type Frame, type Subscription } from './frames';
import { LiveFailure } from './liveFailure';
import { TIMES, type LiveSettings, type LiveTimes } from './settings';
import { isRefusal, mayComeBack, signIn } from './signIn';
import { LiveSocket } from './socket';

/** Longest pause between two tries, in milliseconds; a connection that stood so long was a good one. */
const LONGEST = 60_000;
/** Different texts that are told of what the PBX refuses while the connection stands. */
const TOLD_MOST = 20;
/** Characters that are repeated of a text of the PBX. */
const TEXT_MOST = 200;

/**
 * Listens to the events of the PBX over one socket, and goes on listening: a connection that is
 * lost, closed or dead is followed by another one, never by two.
 */
export class LiveConnection {
	private readonly stopped = new AbortController();
	private socket: LiveSocket | undefined;
	private asked: readonly Subscription[] = [];
	/** Until then the PBX may tell of what is there, because it was just asked for. */
	private toldUntil = 0;
	/** The PBX answers subscriptions: silence then means that nobody is there. */
	private answers = false;
	/** Until so many subscriptions are answered, or the time for it is over. */
	private unsettled = 0;
	/** Why the PBX refused some of them. */
	private refused: string[] = [];
	/** Tries since a connection stood for a while. */
	private tried = 0;
	private readonly told = new Set<string>();

	constructor(
		private readonly settings: LiveSettings,
		private readonly times: LiveTimes = TIMES,
	) {}

	/**
	 * Connects, signs in and subscribes once.
	 *
	 * @param patient a PBX that is away is waited for, and one that refuses to tell of something
	 * tells of the rest: whoever starts n8n is not there to read why a workflow does not begin
	 * @throws SignInFailure, CallFailed, or LiveFailure where there is no connection, or one on
	 * which the PBX refuses to tell of something
	 */
	async start(patient = false): Promise<void> {
		const first = await this.connect().catch((error: unknown) => {
			if (!patient || !mayComeBack(error)) throw error;
			return wordsOf(error);
		});
		if (!patient && this.refused.length) {
			throw new LiveFailure({
				message: `The PBX refused what was subscribed to: ${this.refused.join('; ')}`,
				advice:
					'The role of the account may lack the permission to see that: extensions need a view of users, calls and queues one of analytics. Give it to the role, or choose fewer events in Trigger On',
			});
		}
		if (typeof first === 'string')
			this.settings.tell(`No live connection to the PBX yet: ${first}`);
		for (const text of this.refused) this.tellOnce(text);
		void this.goOn(first).catch((error: unknown) => {
			if (!this.isOver) this.settings.onFatal(error);
		});
	}

	/** Ends it: nothing is told any more, and no socket stays. */
	stop(): void {
		this.stopped.abort();
		this.socket?.close();
	}

	private get isOver(): boolean {
		return this.stopped.signal.aborted;
	}

	/** @param first the connection, or why there is none yet */
	private async goOn(first: LiveSocket | string): Promise<void> {
		const { clock, onLost, onRestored, tell } = this.settings;
		for (let current = first; !this.isOver;) {
			const began = clock.now();
			const why = typeof current === 'string' ? current : await this.watched(current);
			if (typeof current !== 'string') current.close();
			if (this.isOver) return;
			const lostAt = clock.now();
			// A PBX that takes connections and closes them at once is asked less and less often.
			if (lostAt - began >= LONGEST) this.tried = 0;
			onLost(why);
			const next = await this.again();
			if (!next) return;
			current = next;
			const lost = clock.now() - lostAt;
			tell(`The live connection to the PBX is back after ${Math.round(lost / 1000)} s (${why})`);
			for (const text of this.refused) this.tellOnce(text);
			onRestored(lost);
		}
	}

	/** @returns undefined where it was stopped */
	private async again(): Promise<LiveSocket | undefined> {
		const { clock, tell } = this.settings;
		for (let first = true; !this.isOver; first = false) {
			const wait = Math.min(LONGEST, backOff(++this.tried));
			if (!(await pause(clock, wait, this.stopped.signal))) return;
			const connected = await this.connect().catch((error: unknown) => {
				if (this.isOver) return undefined;
				// A sign-in that was refused is not repeated: five of them block the address.
				if (isRefusal(error)) throw error;
				if (first) tell(`The live connection to the PBX is tried again: ${wordsOf(error)}`);
				return undefined;
			});
			if (connected) return connected;
		}
		return undefined;
	}

	private async connect(): Promise<LiveSocket> {
		const { login, open, clock } = this.settings;
		const subscriptions = await this.settings.subscriptions();
		this.mustGoOn();
		this.socket?.close();
		const socket = new LiveSocket(socketAddress(login.baseUrl), open, clock);
		this.socket = socket;
		try {
			await signIn(socket, login, this.times.answer, () => this.mustGoOn());
			this.subscribe(socket, subscriptions);
			await socket.until(
				() => this.isOver || socket.ended || this.unsettled <= 0,
				this.times.snapshots,
			);
			this.unsettled = 0;
			this.mustGoOn();
			if (socket.ended) {
				throw new LiveFailure({
					message: 'The PBX closed the live connection when it was subscribed to',
					advice:
						'The role of the account may not see what was chosen in Trigger On, or another program uses the account and only one connection is let in',
				});
			}
			return socket;
		} catch (error) {
			socket.close();
			return await Promise.reject(error);
		}
	}

	private mustGoOn(): void {
		if (this.isOver) throw new Error('It was stopped');
	}

	private subscribe(socket: LiveSocket, subscriptions: readonly Subscription[]): void {
		const { clock, tell } = this.settings;
		this.toldUntil = clock.now() + this.times.snapshots;
		this.answers = false;
		this.unsettled = subscriptions.length;
		this.refused = [];
		this.asked = subscriptions;
		socket.listen((frame) => {
			if (this.isOver) return;
			try {
				this.take(frame);
			} catch (error) {
				// Thrown from here it would end the whole process.
				tell(`A message of the PBX could not be taken in: ${wordsOf(error).slice(0, TEXT_MOST)}`);
			}
		});
		for (const each of subscriptions) socket.send(subscribeMessage(each));
	}

	private take(frame: Frame): void {
		const inTime = this.settings.clock.now() < this.toldUntil;
		if (inTime && frame.kind !== 'unknown') this.answers = true;
		if (frame.kind === 'event') return this.settings.onEvent(frame.body, !inTime);
		if (frame.kind === 'refused') {
			const text = frame.error.slice(0, TEXT_MOST);
			if (this.unsettled > 0) this.refused.push(text);
			else this.tellOnce(text);
		}
		if (frame.kind === 'done' || frame.kind === 'refused') this.unsettled--;
	}

	/** Each question after a silence may be refused, too: that is said once. */
	private tellOnce(text: string): void {
		if (this.told.has(text) || this.told.size >= TOLD_MOST) return;
		this.told.add(text);
		this.settings.tell(`The PBX refused on its socket: ${text}`);
	}

	/** Waits until a connection is gone, and finds out by itself that nobody is there any more. */
	private async watched(socket: LiveSocket): Promise<string> {
		const { clock } = this.settings;
		const { quiet, probe, mute } = this.times;
		for (;;) {
			const limit = this.answers ? quiet : mute;
			await socket.until(() => this.isOver || socket.ended || this.isSilent(socket, limit), limit);
			if (this.isOver || socket.ended) return 'the connection was closed';
			if (!this.isSilent(socket, limit)) continue;
			if (!this.answers) return `no message came for ${Math.round(mute / 1000)} s`;
			const [first] = this.asked;
			const before = socket.heard;
			this.toldUntil = clock.now() + probe;
			if (first) socket.send(subscribeMessage(first));
			await socket.until(() => this.isOver || socket.ended || socket.heard > before, probe);
			if (socket.heard > before || this.isOver) continue;
			return `the PBX answered nothing for ${Math.round((clock.now() - before) / 1000)} s`;
		}
	}

	private isSilent({ heard }: LiveSocket, limit: number): boolean {
		return this.settings.clock.now() - heard >= limit;
	}
}

const wordsOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
