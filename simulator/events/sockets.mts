import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer, type WebSocket } from 'ws';

import type { PbxCore } from '../pbx.mts';
import { admitToSocket } from '../sessions.mts';
import { isObject } from '../state.mts';
import type { Rec } from '../types.mts';
import type { PbxEvent } from './facts.mts';
import { snapshots } from './snapshots.mts';
import {
	covers,
	mayHear,
	selectedBy,
	subscribe,
	unsubscribe,
	type Listener,
	type Subscriptions,
} from './topics.mts';
import { spell } from './words.mts';

const path = '/wsi';

/** The one text that is published for a refused login (contract/events.md, part 2). */
const loginRefusal = 'access_token , username , domain or password error';

interface Peer {
	socket: WebSocket;
	address: string;
	listener?: Listener;
	subscriptions: Subscriptions;
	/** Neither reads nor answers any more. */
	frozen: boolean;
}

/** One socket as the tests see it. */
export interface SocketView {
	user?: unknown;
	tenantId?: string;
	topics: Record<string, string[]>;
	frozen: boolean;
}

/** The websocket `/wsi`: login, subscriptions, events (contract/notes.md, part f). */
export class Sockets {
	private readonly server = new WebSocketServer({
		noServer: true,
		autoPong: false,
		maxPayload: 1024 * 1024,
	});
	private readonly peers = new Set<Peer>();
	/** Connections that wait for an answer which a dead peer never gives. */
	private readonly unanswered = new Set<Duplex>();

	constructor(private readonly pbx: PbxCore) {}

	/** Takes over the upgrades of a server. */
	attach(server: Server): void {
		server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
			if (request.url?.split('?')[0] !== path) {
				stream.end(`HTTP/1.1 404 ${STATUS_CODES[404]}\r\nConnection: close\r\n\r\n`);
				return;
			}
			const { socketFault } = this.pbx.switches;
			if (socketFault === 'drop-connect') stream.destroy();
			else if (socketFault === 'dead') {
				this.unanswered.add(stream);
				stream.on('error', () => undefined);
				stream.on('close', () => this.unanswered.delete(stream));
			} else {
				this.server.handleUpgrade(request, stream, head, (socket) => {
					this.accept(socket, String(request.socket.remoteAddress));
				});
			}
		});
	}

	/** Sends an event to everybody who is subscribed to it. */
	publish(event: PbxEvent, body: Rec): void {
		// Target events are not on the page of the socket; notes of a release speak of them.
		const isTarget = /^(cdr_)?target_/.test(String(body.event_type));
		if (isTarget && !this.pbx.switches.socketTargetEvents) return;
		for (const peer of this.peers) {
			const { listener, subscriptions } = peer;
			if (listener && covers(listener, subscriptions, event)) this.tell(peer, body);
		}
	}

	/** The sockets that are open. */
	view(): SocketView[] {
		return [...this.peers].map(({ listener, subscriptions, frozen }) => ({
			user: listener?.record.name,
			tenantId: listener?.tenantId,
			topics: Object.fromEntries([...subscriptions].map(([topic, set]) => [topic, [...set]])),
			frozen,
		}));
	}

	/** From now on no socket reads or answers anything, and none is closed. */
	freeze(): void {
		for (const peer of this.peers) this.freezeOne(peer);
	}

	/** Ends every connection without a word, those that wait for an answer too. */
	drop(): void {
		for (const { socket } of this.peers) socket.terminate();
		for (const stream of this.unanswered) stream.destroy();
	}

	/** Closes every socket as the protocol says. */
	close(code: number, reason: string): void {
		for (const { socket } of this.peers) socket.close(code, reason);
	}

	/** Sends a text, which may be no JSON, or bytes to every socket. */
	send(message: string | Buffer): void {
		for (const peer of this.peers) if (!this.isDead(peer)) peer.socket.send(message);
	}

	private accept(socket: WebSocket, address: string): void {
		const peer: Peer = { socket, address, subscriptions: new Map(), frozen: false };
		this.peers.add(peer);
		socket.on('close', () => this.peers.delete(peer));
		socket.on('error', () => socket.terminate());
		socket.on('ping', (data) => {
			if (!this.isDead(peer)) socket.pong(data);
		});
		socket.on('message', (data) => {
			if (!this.isDead(peer)) this.receive(peer, String(data));
		});
	}

	private freezeOne(peer: Peer): void {
		peer.frozen = true;
		peer.socket.pause();
	}

	private isDead(peer: Peer): boolean {
		if (this.pbx.switches.socketFault === 'dead' && !peer.frozen) this.freezeOne(peer);
		return peer.frozen;
	}

	private tell(peer: Peer, body: Rec): void {
		if (!this.isDead(peer)) peer.socket.send(JSON.stringify(body));
	}

	private receive(peer: Peer, text: string): void {
		let message: unknown;
		try {
			message = JSON.parse(text);
		} catch {
			message = undefined;
		}
		if (!isObject(message)) {
			this.tell(peer, { status: -1, error: 'no JSON object' });
			return;
		}
		const command = String(message.command);
		if (this.pbx.switches.socketFault === `drop-${command}`) peer.socket.terminate();
		else if (command === 'auth') this.authenticate(peer, message);
		else if (command === 'subscribe' || command === 'unsubscribe') {
			this.changeTopics(peer, command, message);
		} else this.tell(peer, { command, status: -1, error: 'unknown command' });
	}

	private authenticate(peer: Peer, message: Rec): void {
		peer.subscriptions.clear();
		peer.listener = admitToSocket(this.pbx, peer.address, message);
		const answer = peer.listener
			? { id: this.pbx.state.nextId(), status: 0 }
			: { status: -1, error: loginRefusal };
		this.tell(peer, { command: 'auth', ...answer });
	}

	private changeTopics(peer: Peer, command: 'subscribe' | 'unsubscribe', message: Rec): void {
		const { listener, subscriptions } = peer;
		const topics = Array.isArray(message.topics) ? message.topics.map(String) : [];
		const accepted = topics.filter(
			(topic) => listener && mayHear(this.pbx, listener, topic, selectedBy(message, topic)),
		);
		for (const topic of accepted) {
			const selected = selectedBy(message, topic);
			if (command === 'subscribe') subscribe(this.pbx, subscriptions, topic, selected);
			else unsubscribe(subscriptions, topic, selected);
		}
		const refused = topics.filter((topic) => !accepted.includes(topic));
		if (!listener) refused.push('nobody has signed in');
		if (refused.length > 0) this.refuse(peer, command, refused);
		else if (this.pbx.switches.socketAcknowledges) this.tell(peer, { command, status: 0 });
		if (listener && command === 'subscribe') this.tellState(peer, listener, accepted);
	}

	private refuse(peer: Peer, command: string, refused: string[]): void {
		const { socketRefusal } = this.pbx.switches;
		if (socketRefusal === 'close') peer.socket.close(1008, 'refused');
		if (socketRefusal !== 'error') return;
		this.tell(peer, { command, status: -1, error: `refused: ${refused.join(', ')}` });
	}

	private tellState(peer: Peer, listener: Listener, topics: string[]): void {
		if (!this.pbx.switches.socketSnapshots) return;
		for (const topic of topics) {
			const selected = peer.subscriptions.get(topic) ?? new Set();
			for (const event of snapshots(this.pbx, listener, topic, selected)) {
				this.tell(peer, spell(this.pbx, event));
			}
		}
	}
}
