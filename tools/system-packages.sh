#!/bin/sh
# Installs what pip cannot: LibreOffice (Writer) with Chinese fonts, poppler, Chromium, PostgreSQL. With apt and as root; otherwise says what to install.
set -eu
missing=""
for group in "$@"; do
  case $group in
    office)
      command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
      fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk" ;;
    pdf) command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils" ;;
    postgres) ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql" ;;
    browser) command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium" ;;
  esac
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "安装系统软件包：$missing"
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
echo "缺少系统软件包：$missing" >&2
echo "请先运行：sudo apt-get install --no-install-recommends$missing" >&2
exit 1
