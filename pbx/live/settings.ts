import type { Clock } from '../clock';
import type { Body } from '../events/values';
import type { Login } from '../sessions/login';
import type { Subscription } from './frames';
import type { OpenSocket } from './socket';

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
	/** After subscribing, in which the PBX tells of what is there, or refuses. */
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
