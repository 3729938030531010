declare module '*.css';
declare module '*.css?inline';
