import type { Exchange } from './world';

/** `GET /`: the accepted mails and the scenarios, for people. */
export function answerPage({ response }: Exchange): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end('<!DOCTYPE html><title>Sandbox</title><h1>Sandbox</h1>');
}
