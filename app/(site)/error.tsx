'use client';

export { FailedPage as default } from '@/components/site/frame';
