@echo off
rem Starts CharacterMirror; builds it first where that is needed. Not tested: see README.md.
setlocal
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"

if defined JAVA_HOME (
  set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
) else (
  for %%I in (java.exe) do set "JAVA_EXE=%%~$PATH:I"
)
if not exist "%JAVA_EXE%" (
  echo CharacterMirror needs a JDK of version 17 or newer: winget install EclipseAdoptium.Temurin.17.JDK, or set JAVA_HOME to it. 1>&2
  exit /b 1
)

if not exist "%HOME_DIR%\target\charactermirror.jar" (
  echo First start: building CharacterMirror, a few minutes where libraries must be downloaded ... 1>&2
  if not exist "%HOME_DIR%\target" mkdir "%HOME_DIR%\target"
  pushd "%HOME_DIR%"
  call mvnw.cmd -B -Dmaven.test.skip=true -Dspotless.check.skip=true package > target\launcher-build.log 2>&1
  if errorlevel 1 (
    popd
    echo The build failed; its output is in %HOME_DIR%\target\launcher-build.log. 1>&2
    exit /b 1
  )
  popd
)

"%JAVA_EXE%" -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Dai.djl.offline=true "-Dcharmirror.home=%HOME_DIR%" %CHARMIRROR_JAVA_OPTIONS% -cp "%HOME_DIR%\target\charactermirror.jar;%HOME_DIR%\target\lib\*" org.charactermirror.cli.Main %*
exit /b %errorlevel%
