'use client';

export { SessionProvider } from 'next-auth-4/react';
