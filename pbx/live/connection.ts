import { backOff } from '../backOff';
import { pause, type Clock } from '../clock';
import { throughGate } from '../sessions/gate';
import type { Login } from '../sessions/login';
import { SignInFailure } from '../sessions/signInFailure';
import type { Body } from '../events/values';
import {
	signInMessage,
	socketAddress,
	subscribeMessage,
	type Frame,
	type Subscription,
} from './frames';
import { LiveSocket, type OpenSocket } from './socket';

/** What a connection needs, and whom it tells. */
export interface LiveSettings {
	login: Login;
	open: OpenSocket;
	clock: Clock;
	/** What to subscribe to; asked anew for each connection, since numbers come and go. */
	subscriptions(): Promise<readonly Subscription[]>;
	/** @param news false while the PBX tells of what was there before */
	onEvent(body: Body, news: boolean): void;
	/** The connection is gone, and another one is tried. */
	onLost(why: string): void;
	/** @param lost milliseconds without a connection */
	onRestored(lost: number): void;
	/** It cannot go on by itself. */
	onFatal(error: unknown): void;
	/** Says something to whoever looks after n8n. */
	tell(text: string): void;
}

/** Times in milliseconds. */
export interface LiveTimes {
	/** For opening, and for the answer to the sign-in. */
	answer: number;
	/** After subscribing, in which the PBX tells of what is there. */
	snapshots: number;
	/** Without a message, after which the PBX is asked whether it is there. */
	quiet: number;
	/** For any answer to that. */
	probe: number;
	/** Without a message, after which a PBX that answers no question is connected to anew. */
	mute: number;
}

export const TIMES: LiveTimes = {
	answer: 15_000,
	snapshots: 2_000,
	quiet: 60_000,
	probe: 20_000,
	mute: 600_000,
};

/** Longest pause between two tries, in milliseconds. */
const LONGEST = 60_000;

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

	constructor(
		private readonly settings: LiveSettings,
		private readonly times: LiveTimes = TIMES,
	) {}

	/**
	 * Connects, signs in and subscribes once.
	 *
	 * @throws SignInFailure, CallFailed, or an Error that says why there is no connection
	 */
	async start(): Promise<void> {
		const socket = await this.connect();
		void this.goOn(socket).catch((error: unknown) => this.settings.onFatal(error));
	}

	/** Ends it: nothing is told any more, and no socket stays. */
	stop(): void {
		this.stopped.abort();
		this.socket?.close();
	}

	private get isOver(): boolean {
		return this.stopped.signal.aborted;
	}

	private async goOn(first: LiveSocket): Promise<void> {
		const { clock, onLost, onRestored, tell } = this.settings;
		for (let socket = first; !this.isOver;) {
			const why = await this.watched(socket);
			socket.close();
			if (this.isOver) return;
			const lostAt = clock.now();
			onLost(why);
			const next = await this.again();
			if (!next) return;
			socket = next;
			const lost = clock.now() - lostAt;
			tell(`The live connection to the PBX is back after ${Math.round(lost / 1000)} s (${why})`);
			onRestored(lost);
		}
	}

	/** @returns undefined where it was stopped */
	private async again(): Promise<LiveSocket | undefined> {
		const { clock, tell } = this.settings;
		for (let tried = 1; !this.isOver; tried++) {
			if (!(await pause(clock, Math.min(LONGEST, backOff(tried)), this.stopped.signal))) return;
			const connected = await this.connect().catch((error: unknown) => {
				// A sign-in that was refused is not repeated: five of them block the address.
				if (error instanceof SignInFailure && error.refused) throw error;
				const { message } = error instanceof Error ? error : new Error(String(error));
				if (tried === 1) tell(`The live connection to the PBX is tried again: ${message}`);
				return undefined;
			});
			if (connected) return connected;
		}
		return undefined;
	}

	private async connect(): Promise<LiveSocket> {
		const { login, open, clock } = this.settings;
		const { answer } = this.times;
		const subscriptions = await this.settings.subscriptions();
		this.socket?.close();
		const socket = new LiveSocket(socketAddress(login.baseUrl), open, clock);
		this.socket = socket;
		try {
			if (!(await socket.opens(answer))) {
				throw new Error('the PBX does not take a connection on /wsi');
			}
			await throughGate(login, async () => await this.signIn(socket));
			if (this.isOver) throw new Error('it was stopped');
			this.subscribe(socket, subscriptions);
			return socket;
		} catch (error) {
			socket.close();
			return await Promise.reject(error);
		}
	}

	private async signIn(socket: LiveSocket): Promise<void> {
		socket.send(signInMessage(this.settings.login));
		const reply = await socket.first(isSignIn, this.times.answer);
		if (reply?.kind === 'signedIn') return;
		if (!reply) throw new Error('the PBX did not answer the sign-in on /wsi');
		throw new SignInFailure(
			{
				message: 'The PBX refused the sign-in on its socket',
				advice:
					'Check the credential; accounts with a second factor cannot use the socket. It is not tried again by itself: five refused sign-ins block the address of n8n for an hour',
			},
			'refused',
		);
	}

	private subscribe(socket: LiveSocket, subscriptions: readonly Subscription[]): void {
		const { clock, onEvent, tell } = this.settings;
		this.toldUntil = clock.now() + this.times.snapshots;
		this.answers = false;
		socket.listen((frame) => {
			const inTime = clock.now() < this.toldUntil;
			if (inTime && frame.kind !== 'unknown') this.answers = true;
			if (this.isOver) return;
			if (frame.kind === 'event') onEvent(frame.body, !inTime);
			else if (frame.kind === 'refused') {
				tell(`The PBX refused on its socket (${frame.command}): ${frame.error}`);
			}
		});
		for (const each of subscriptions) socket.send(subscribeMessage(each));
		this.asked = subscriptions;
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

const isSignIn = (frame: Frame): frame is Frame & { kind: 'signedIn' | 'refused' } =>
	frame.kind === 'signedIn' || (frame.kind === 'refused' && frame.command === 'auth');
